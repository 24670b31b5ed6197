using System.Text;
using AttnGen.Benchmarks.Compare;

namespace AttnGen.Benchmarks.Reports;

/// <summary>A run as a Markdown page: the facts, the tables, and under each every figure of every engine.</summary>
internal static class MarkdownReport
{
    private static readonly string[] DetailHeads =
        ["row", "engine", "median µs", "min µs", "batches", "GFLOP/s", "of FMA", "B/call", "largest error"];

    /// <summary>Writes the page.</summary>
    public static string Write(RunHeader header, IReadOnlyList<ReportColumn> columns, IReadOnlyList<TableResult> tables)
    {
        var page = new StringBuilder();
        page.Append("# Attention on one core\n\n");
        foreach ((string label, string value) in header.Lines)
        {
            page.Append("- **" + label + ":** " + value + "\n");
        }

        foreach (TableResult table in tables)
        {
            page.Append("\n## " + table.Title + "\n\n");
            Line(page, columns.Select(static column => column.Head));
            Rule(page, columns.Count, textColumns: 1);
            foreach (RowResult row in table.Rows)
            {
                Line(page, columns.Select(column => column.Cell(row)));
            }

            page.Append("\n" + table.Summary + "\n");
            Details(page, table);
        }

        return page.ToString();
    }

    private static void Details(StringBuilder page, TableResult table)
    {
        page.Append("\n<details><summary>Every engine's figures</summary>\n\n");
        Line(page, DetailHeads);
        Rule(page, DetailHeads.Length, textColumns: 2);
        foreach (RowResult row in table.Rows)
        {
            foreach (EngineResult result in row.Engines)
            {
                Line(
                    page,
                    [
                        row.Row.Name,
                        result.Engine.Name,
                        Figures.Microseconds(result.Timing.MedianMicroseconds),
                        Figures.Microseconds(result.Timing.MinMicroseconds),
                        Figures.Count(result.Timing.Batches),
                        Figures.Rate(row.Gflops(result)),
                        Figures.Percent(row.CeilingShare(result)),
                        Figures.Count(result.BytesPerCall),
                        Figures.Error(result.LargestError),
                    ]);
            }
        }

        page.Append("\n</details>\n");
    }

    private static void Line(StringBuilder page, IEnumerable<string> cells) => page.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static void Rule(StringBuilder page, int columns, int textColumns) =>
        Line(page, Enumerable.Range(0, columns).Select(i => i < textColumns ? "---" : "---:"));
}
