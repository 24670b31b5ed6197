using System.Globalization;
using System.Text;
using AttnGen.Benchmarks.Compare;

namespace AttnGen.Benchmarks.Reports;

/// <summary>A run as comma-separated values, one line a row and engine, for programs.</summary>
internal static class CsvReport
{
    private const string Heads =
        "table,row,n,d_model,d_k,heads,keys,flops,tier,engine,median_us,min_us,batches,gflops,ceiling_gflops,ceiling_share,"
        + "bytes_per_call,largest_error,attngen_vs_best_ort,bound_us\n";

    /// <summary>Writes the file's text.</summary>
    public static string Write(IReadOnlyList<TableResult> tables)
    {
        var text = new StringBuilder(Heads);
        foreach (TableResult table in tables)
        {
            foreach (RowResult row in table.Rows)
            {
                foreach (EngineResult result in row.Engines)
                {
                    Append(text, table, row, result);
                }
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, TableResult table, RowResult row, EngineResult result)
    {
        AttentionShape shape = row.Row.Shape;
        string[] cells =
        [
            table.FileName,
            Quote(row.Row.Name),
            Integer(shape.N),
            Integer(shape.DModel),
            Integer(shape.DK),
            Integer(shape.Heads),
            Integer(shape.KeyValueLength),
            Integer(row.Row.Flops),
            row.Row.Tier.ToString(),
            Quote(result.Engine.Name),
            Figures.Exact(result.Timing.MedianMicroseconds),
            Figures.Exact(result.Timing.MinMicroseconds),
            Integer(result.Timing.Batches),
            Figures.Exact(row.Gflops(result)),
            Figures.Exact(row.CeilingGflops),
            Figures.Exact(row.CeilingShare(result)),
            Integer(result.BytesPerCall),
            Figures.Exact(result.LargestError),
            row.Advantage is { } advantage ? Figures.Exact(advantage) : string.Empty,
            Figures.Exact(row.BoundMicroseconds),
        ];
        text.AppendJoin(',', cells).Append('\n');
    }

    private static string Integer(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Quote(string value) => value.Contains(',', StringComparison.Ordinal) ? $"\"{value}\"" : value;
}
