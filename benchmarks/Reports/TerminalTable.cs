using AttnGen.Benchmarks.Compare;
using AttnGen.Benchmarks.Tables;

namespace AttnGen.Benchmarks.Reports;

/// <summary>Prints a table line by line, while the rows below are still being measured.</summary>
internal sealed class TerminalTable(IReadOnlyList<ReportColumn> columns, IEnumerable<Row> rows)
{
    private const int NarrowestColumn = 7;

    private readonly int _firstWidth = rows.Max(static row => row.Name.Length);

    /// <summary>Prints a table's title and head.</summary>
    public void PrintHead(string title)
    {
        Console.WriteLine();
        Console.WriteLine(title);
        Console.WriteLine(Line(columns.Select(static column => column.Head)));
    }

    /// <summary>Prints one row.</summary>
    public void Print(RowResult row) => Console.WriteLine(Line(columns.Select(column => column.Cell(row))));

    private string Line(IEnumerable<string> cells) => string.Join("  ", cells.Select(
        (cell, i) => i == 0 ? cell.PadRight(_firstWidth) : cell.PadLeft(Math.Max(columns[i].Head.Length, NarrowestColumn))));
}
