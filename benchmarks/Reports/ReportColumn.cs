using AttnGen.Benchmarks.Compare;
using AttnGen.Benchmarks.Engines;

namespace AttnGen.Benchmarks.Reports;

/// <summary>One column of the printed tables.</summary>
/// <param name="Head">Its head.</param>
/// <param name="Cell">Its text for a row.</param>
internal sealed record ReportColumn(string Head, Func<RowResult, string> Cell)
{
    /// <summary>The columns of a run: the times of each engine, then AttnGen's figures beside those of ONNX Runtime's best graph.</summary>
    public static IReadOnlyList<ReportColumn> For(IReadOnlyList<EngineEntry> engines) =>
    [
        new("µs (median)", static row => row.Row.Name),
        .. engines.Select(static engine => new ReportColumn(engine.Name, row => Figures.Microseconds(Median(row, engine)))),
        new("of whole", static row => Figures.Percent(row.PartOfWhole)),
        new("vs best ORT", static row => Figures.Times(row.Advantage)),
        new("at most", static row => Figures.Times(row.MostAdvantage)),
        new("GFLOP/s", static row => Figures.Rate(row.AttnGen is { } own ? row.Gflops(own) : null)),
        new("of FMA", static row => Figures.Percent(row.AttnGen is { } own ? row.CeilingShare(own) : null)),
        new("of bound", static row => Figures.Percent(row.BoundShare)),
        new("B/call", static row => Figures.Count(row.AttnGen?.BytesPerCall)),
        new("ORT B/call", static row => Figures.Count(row.BestOnnxRuntime?.BytesPerCall)),
        new("error", static row => Figures.Error(row.AttnGen?.LargestError)),
        new("ORT error", static row => Figures.Error(row.BestOnnxRuntime?.LargestError)),
    ];

    private static double? Median(RowResult row, EngineEntry engine) =>
        row.Engines.FirstOrDefault(result => result.Engine == engine)?.Timing.MedianMicroseconds;
}
