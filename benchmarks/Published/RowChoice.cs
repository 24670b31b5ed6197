using AttnGen.Benchmarks.Tables;

namespace AttnGen.Benchmarks.Published;

/// <summary>
/// Which rows BenchmarkDotNet measures. The choice travels in the environment, because the processes that it starts ask for the rows
/// again and must find the same ones.
/// </summary>
internal static class RowChoice
{
    private const string Variable = "ATTNGEN_BENCH_ROWS";

    /// <summary>Chooses rows by parts of their names.</summary>
    public static void Set(string words) => Environment.SetEnvironmentVariable(Variable, words);

    /// <summary>The names of a table's chosen rows, or the default ones where nothing was chosen.</summary>
    public static IEnumerable<string> Names(IReadOnlyList<Row> rows, IEnumerable<string> otherwise) =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } words
            ? RowFilter.Apply(rows, words.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                .Select(static row => row.Name)
            : otherwise;
}
