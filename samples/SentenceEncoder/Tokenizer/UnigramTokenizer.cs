using System.Text;

namespace SentenceEncoder;

/// <summary>
/// Cuts a sentence into the pieces whose log-probabilities add up to the most (Kudo, "Subword Regularization", 2018, section 3.2), by
/// the algorithm of Viterbi. Ids are those of the encoder's original tokenizer, its habits with ties and unknown text included.
/// </summary>
internal sealed class UnigramTokenizer(Vocabulary vocabulary)
{
    /// <summary>Cuts a sentence.</summary>
    /// <param name="sentence">Any text.</param>
    /// <param name="maxTokens">The most tokens to keep.</param>
    public TokenizedSentence Tokenize(string sentence, int maxTokens = ModelSize.MaxTokens)
    {
        string text = SentenceText.Prepare(sentence);
        List<Token> tokens = Trace(text, BestPieces(text));
        return new TokenizedSentence(sentence, tokens.GetRange(0, Math.Min(tokens.Count, maxTokens)), tokens.Count);
    }

    /// <summary>For every place in the text, the last piece of the best way there.</summary>
    private Step[] BestPieces(string text)
    {
        var best = new Step[text.Length + 1];
        for (int start = 0; start < text.Length;)
        {
            Rune.DecodeFromUtf16(text.AsSpan(start), out _, out int character);
            if (start > 0 && best[start].Length == 0)
            {
                // Inside a longer piece, and no way ends here.
                start += character;
                continue;
            }

            bool known = false;
            foreach (int length in vocabulary.PieceLengths)
            {
                if (length > text.Length - start)
                {
                    break;
                }

                if (vocabulary.TryFind(text.AsSpan(start, length), out int id))
                {
                    known = true;
                    Offer(ref best[start + length], best[start].Score + vocabulary[id].Score, id, length);
                }
            }

            if (!known)
            {
                Offer(ref best[start + character], best[start].Score, Vocabulary.Unknown, character);
            }

            start += character;
        }

        return best;
    }

    /// <summary>
    /// Keeps the better way; of equals the later offer, which is the shorter piece. A score of exactly 0 counts as none yet: the original
    /// takes it so, and with pieces that score 0 it shows.
    /// </summary>
    private static void Offer(ref Step best, double score, int id, int length)
    {
        if (best.Score == 0 || score >= best.Score)
        {
            best = new Step(score, id, length);
        }
    }

    /// <summary>Walks the best way back from the end. Neighbouring unknown characters make one token.</summary>
    private static List<Token> Trace(string text, Step[] best)
    {
        var tokens = new List<Token>();
        for (int end = text.Length; end > 0;)
        {
            int id = best[end].Id;
            int start = end - best[end].Length;
            while (id == Vocabulary.Unknown && start > 0 && best[start].Id == Vocabulary.Unknown)
            {
                start -= best[start].Length;
            }

            tokens.Add(new Token(id, text[start..end]));
            end = start;
        }

        tokens.Reverse();
        return tokens;
    }

    /// <summary>The best way to a place: its score, and the piece that it ends with.</summary>
    private readonly record struct Step(double Score, int Id, int Length);
}
