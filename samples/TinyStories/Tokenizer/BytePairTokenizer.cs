using System.Text;

namespace TinyStories;

/// <summary>
/// Byte-pair encoding (Sennrich, Haddow and Birch, 2016) as SentencePiece does it: a text begins as its characters, and of all
/// neighbours that together are a piece, those whose piece has the highest score are merged, until there are none.
/// </summary>
internal sealed class BytePairTokenizer(Vocabulary vocabulary)
{
    /// <summary>The tokens of a text, headed by <see cref="Vocabulary.Begin"/>.</summary>
    public int[] Encode(string text)
    {
        List<int> tokens = [Vocabulary.Begin];
        if (text.Length > 0)
        {
            // The first word has a blank before it like every other.
            List<int> characters = Characters(" " + text);
            Merge(characters);
            tokens.AddRange(characters);
        }

        return [.. tokens];
    }

    private List<int> Characters(string text)
    {
        var tokens = new List<int>();
        Span<byte> utf8 = stackalloc byte[4];
        foreach (Rune character in text.EnumerateRunes())
        {
            ReadOnlySpan<byte> bytes = utf8[..character.EncodeToUtf8(utf8)];
            if (vocabulary.TryFind(bytes, out int token))
            {
                tokens.Add(token);
                continue;
            }

            foreach (byte value in bytes)
            {
                tokens.Add(Vocabulary.OfByte(value));
            }
        }

        return tokens;
    }

    private void Merge(List<int> tokens)
    {
        while (BestPair(tokens) is var (index, merged))
        {
            tokens[index] = merged;
            tokens.RemoveAt(index + 1);
        }
    }

    /// <summary>The first of the pairs with the highest score; null where no two neighbours are a piece.</summary>
    private (int Index, int Merged)? BestPair(List<int> tokens)
    {
        (int Index, int Merged)? best = null;
        float bestScore = float.NegativeInfinity;
        for (int i = 0; i + 1 < tokens.Count; i++)
        {
            ReadOnlyMemory<byte> left = vocabulary[tokens[i]].Text;
            ReadOnlyMemory<byte> right = vocabulary[tokens[i + 1]].Text;
            byte[] text = [.. left.Span, .. right.Span];
            if (vocabulary.TryFind(text, out int merged) && vocabulary[merged].Score > bestScore)
            {
                best = (i, merged);
                bestScore = vocabulary[merged].Score;
            }
        }

        return best;
    }
}
