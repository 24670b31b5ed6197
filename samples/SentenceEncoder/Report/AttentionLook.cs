namespace SentenceEncoder;

/// <summary>How much one word looks at another in one head.</summary>
/// <param name="Layer">The transformer layer, from 0.</param>
/// <param name="Head">The head, from 0.</param>
/// <param name="From">The word that looks: its tokens are the queries.</param>
/// <param name="To">The word that is looked at: its tokens are the keys.</param>
/// <param name="Weight">The attention that reaches any token of <paramref name="To"/>, the mean over the tokens of <paramref name="From"/>.</param>
internal sealed record AttentionLook(int Layer, int Head, Word From, Word To, double Weight)
{
    private const string Looking = "bank";
    private const string LookedAt = "vault";

    /// <summary>Whether this is the look from <c>bank</c> to <c>vault</c>, and not just the strongest of the sentence.</summary>
    public bool IsTheExample => Is(From, Looking) && Is(To, LookedAt);

    /// <summary>Whether there is but one token, which looks at itself.</summary>
    public bool IsAtItself => From.Start == To.Start;

    /// <summary>
    /// The strongest look over both layers and all heads: from <c>bank</c> to <c>vault</c> where the sentence has both, else from any word
    /// to any other, and in a sentence of no two words from any token to any other.
    /// </summary>
    /// <param name="maps">The attention weights of the sentence.</param>
    /// <param name="tokens">Its tokens, at least one.</param>
    public static AttentionLook Strongest(AttentionMaps maps, IReadOnlyList<Token> tokens)
    {
        List<Word> words = Word.Of(tokens);
        if (words.Count < 2)
        {
            words = [.. tokens.Select((token, i) => new Word(token.Text, i, i + 1))];
        }

        List<(Word From, Word To)> pairs =
            [.. from a in words from b in words where a.Start != b.Start || words.Count == 1 select (a, b)];
        List<(Word From, Word To)> example = pairs.FindAll(pair => Is(pair.From, Looking) && Is(pair.To, LookedAt));
        return (from pair in example.Count > 0 ? example : pairs
                from layer in Enumerable.Range(0, ModelSize.Layers)
                from head in Enumerable.Range(0, ModelSize.Heads)
                select new AttentionLook(layer, head, pair.From, pair.To, Weigh(maps, layer, head, pair.From, pair.To)))
            .MaxBy(look => look.Weight)!;
    }

    private static bool Is(Word word, string text) => word.Text.Equals(text, StringComparison.OrdinalIgnoreCase);

    private static double Weigh(AttentionMaps maps, int layer, int head, Word from, Word to)
    {
        double sum = 0;
        for (int query = from.Start; query < from.End; query++)
        {
            for (int key = to.Start; key < to.End; key++)
            {
                sum += maps[layer, head, query, key];
            }
        }

        return sum / (from.End - from.Start);
    }
}
