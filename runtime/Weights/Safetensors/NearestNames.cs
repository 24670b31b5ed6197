namespace AttnGen;

/// <summary>Finds, for a name that is missing, the names that may have been meant.</summary>
internal static class NearestNames
{
    private const int Listed = 3;

    /// <summary>Longer than any name that a person gives; a file that was made to do harm may have one of megabytes.</summary>
    private const int LongestName = 256;

    /// <summary>More than the tensors of any layer-by-layer model in one file; a file made to do harm may have millions.</summary>
    private const int MostNames = 16_384;

    /// <summary>The end of a sentence that says what there is instead.</summary>
    public static string Sentence(string missing, IReadOnlyCollection<string> present)
    {
        string[] nearest =
        [
            .. present
                .Where(name => name.Length <= LongestName)
                .Take(MostNames)
                .OrderBy(name => IsSameButForPrefix(missing, name) ? 0 : Distance(missing, name))
                .ThenBy(name => name, StringComparer.Ordinal)
                .Take(Listed)
                .Select(Shown.Name),
        ];
        return nearest.Length == 0
            ? "it has none of any such name."
            : $"the nearest of its {present.Count} names: {string.Join(", ", nearest)}.";
    }

    /// <summary>Whether one name is the end of the other, as where a layer is part of a larger model.</summary>
    private static bool IsSameButForPrefix(string one, string other)
    {
        string shorter = one.Length < other.Length ? one : other;
        string longer = one.Length < other.Length ? other : one;
        return shorter.Contains('.', StringComparison.Ordinal) && longer.EndsWith("." + shorter, StringComparison.Ordinal);
    }

    /// <summary>How many characters must be put in, left out or changed to make one text of the other (Levenshtein, 1966).</summary>
    private static int Distance(string one, string other)
    {
        var distances = new int[other.Length + 1];
        for (int j = 0; j < distances.Length; j++)
        {
            distances[j] = j;
        }

        for (int i = 1; i <= one.Length; i++)
        {
            int diagonal = distances[0];
            distances[0] = i;
            for (int j = 1; j <= other.Length; j++)
            {
                int change = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                diagonal = distances[j];
                distances[j] = Math.Min(change, Math.Min(distances[j], distances[j - 1]) + 1);
            }
        }

        return distances[other.Length];
    }
}
