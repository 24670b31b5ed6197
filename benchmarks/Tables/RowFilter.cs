using AttnGen.Benchmarks.Cli;

namespace AttnGen.Benchmarks.Tables;

/// <summary>Picks rows by what their names contain; an x stands for ×, and case does not matter.</summary>
internal static class RowFilter
{
    private static IReadOnlyList<Row> AllRows => [.. TableDefinition.All.SelectMany(static table => table.Rows)];

    /// <summary>The rows of a table that a list of words asks for; all of them for an empty list.</summary>
    public static IReadOnlyList<Row> Apply(IReadOnlyList<Row> rows, IReadOnlyList<string> words)
    {
        string[] wanted = [.. words.Select(Plain)];
        return wanted.Length == 0 ? rows : [.. rows.Where(row => wanted.Any(word => Matches(Plain(row.Name), word)))];
    }

    /// <summary>The row of a name, from any table.</summary>
    public static Row Named(string name) => AllRows.First(row => row.Name == name);

    /// <summary>The rows of all tables that a list of words asks for.</summary>
    /// <exception cref="UsageException">There are none.</exception>
    public static IReadOnlyList<Row> FromAll(IReadOnlyList<string> words) => From(AllRows, words);

    /// <summary>The rows that a list of words asks for.</summary>
    /// <exception cref="UsageException">There are none.</exception>
    public static IReadOnlyList<Row> From(IReadOnlyList<Row> rows, IReadOnlyList<string> words)
    {
        IReadOnlyList<Row> chosen = Apply(rows, words);
        return chosen.Count > 0
            ? chosen
            : throw new UsageException(
                $"No row is named like {string.Join(", ", words)}. There are {string.Join("; ", rows.Select(static row => row.Name))}.");
    }

    // A word counts from where a number begins, so that 64x64 does not find 164×64, and to where one ends.
    private static bool Matches(string name, string word)
    {
        for (int at = name.IndexOf(word, StringComparison.Ordinal); at >= 0; at = name.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            int end = at + word.Length;
            bool startsInNumber = at > 0 && char.IsAsciiDigit(name[at - 1]) && char.IsAsciiDigit(name[at]);
            bool endsInNumber = end < name.Length && char.IsAsciiDigit(name[end - 1]) && char.IsAsciiDigit(name[end]);
            if (!startsInNumber && !endsInNumber)
            {
                return true;
            }
        }

        return false;
    }

    private static string Plain(string name) => name.Replace('×', 'x').ToLowerInvariant();
}
