namespace ScoreModifiers;

/// <summary>Three short documents, packed into one sequence, and a vector for each word; words that are spelled alike have the same one.</summary>
internal static class Tokens
{
    private const int Width = 16;

    /// <summary>The words, document after document.</summary>
    public static readonly string[] Words = ["the", "cat", "sat", "the", "dog", "ran", "home", "snow", "fell", "home"];

    /// <summary>The number of each word's document.</summary>
    public static readonly float[] Documents = [0, 0, 0, 1, 1, 1, 1, 2, 2, 2];

    /// <summary>The vectors, one word after the other; a word's query and key are the same here, so that it looks at itself most.</summary>
    public static float[] Vectors() => [.. Words.SelectMany(VectorOf)];

    private static IEnumerable<float> VectorOf(string word)
    {
        // The spelling is the seed, so that the numbers are the same in every run.
        var random = new Random(word.Aggregate(17, (seed, letter) => (seed * 31) + letter));
        return Enumerable.Range(0, Width).Select(_ => (float)((random.NextDouble() * 3) - 1.5)).ToArray();
    }
}
