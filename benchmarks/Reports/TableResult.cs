using AttnGen.Benchmarks.Compare;

namespace AttnGen.Benchmarks.Reports;

/// <summary>A table with its rows, measured.</summary>
/// <param name="Title">What the rows measure and how they are named.</param>
/// <param name="FileName">The name of files about this table alone.</param>
/// <param name="Rows">The rows.</param>
internal sealed record TableResult(string Title, string FileName, IReadOnlyList<RowResult> Rows)
{
    /// <summary>The geometric mean, the worst and the best of the rows' advantages over ONNX Runtime's best graph, in one line.</summary>
    public string Summary
    {
        get
        {
            RowResult[] compared = [.. Rows.Where(static row => row.Advantage is not null)];
            if (compared.Length == 0)
            {
                return "No row has both AttnGen and ONNX Runtime.";
            }

            double mean = Math.Exp(compared.Average(static row => Math.Log(row.Advantage!.Value)));
            RowResult worst = compared.MinBy(static row => row.Advantage)!;
            RowResult best = compared.MaxBy(static row => row.Advantage)!;
            return $"Against ONNX Runtime's best graph: geometric mean {Figures.Times(mean)} over {compared.Length} "
                + (compared.Length == 1 ? "row, " : "rows, ")
                + $"least {Figures.Times(worst.Advantage)} ({worst.Row.Name}), most {Figures.Times(best.Advantage)} ({best.Row.Name}).";
        }
    }
}
