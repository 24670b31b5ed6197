namespace AttnGen.Tests.Kernels.Decoding;

/// <summary>How a sequence is cut into steps.</summary>
internal static class Schedule
{
    /// <summary>The reference takes time that grows with the square of the tokens, so that of long ones one schedule is enough.</summary>
    private const int Long = 250;

    /// <summary>
    /// Ways to go through a sequence: token by token, in the longest steps, a prompt and then single tokens, and anyhow.
    /// </summary>
    public static IEnumerable<int[]> Of(AttentionShape shape, int seed)
    {
        int tokens = DecodedText.LengthOf(shape);
        if (tokens <= Long || shape.N == 1)
        {
            yield return [.. Enumerable.Repeat(1, tokens)];
        }

        if (shape.N > 1)
        {
            if (tokens <= Long)
            {
                yield return [.. Longest(shape.N, tokens)];
                yield return [.. Longest(shape.N, tokens / 2), .. Enumerable.Repeat(1, tokens - (tokens / 2))];
            }

            yield return [.. Anyhow(shape.N, tokens, seed)];
        }
    }

    private static IEnumerable<int> Longest(int most, int tokens)
    {
        for (int left = tokens; left > 0; left -= most)
        {
            yield return Math.Min(most, left);
        }
    }

    private static IEnumerable<int> Anyhow(int most, int tokens, int seed)
    {
        var random = new Random(seed);
        int left = tokens;
        while (left > 0)
        {
            // Single tokens, few, and many, in any order.
            int next = random.Next(3) switch { 0 => 1, 1 => random.Next(1, Math.Min(most, 4) + 1), _ => random.Next(1, most + 1) };
            yield return Math.Min(next, left);
            left -= next;
        }
    }
}
