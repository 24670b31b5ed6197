using AttnGen.Benchmarks.Reports;
using AttnGen.Benchmarks.Tables;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace AttnGen.Benchmarks.Published;

/// <summary>The rate by the median, in needed operations.</summary>
internal sealed class GflopsColumn : IColumn
{
    public string Id => nameof(GflopsColumn);

    public string ColumnName => "GFLOP/s";

    public string Legend => "Needed floating-point operations per nanosecond, by the median";

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    /// <summary>The rate of a case, or null where it did not run.</summary>
    public static double? Rate(Summary summary, BenchmarkCase benchmarkCase) =>
        summary[benchmarkCase]?.ResultStatistics is { } statistics
            ? RowFilter.Named((string)benchmarkCase.Parameters[nameof(EngineBenchmarks.Row)]).Flops / statistics.Median
            : null;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) => Figures.Rate(Rate(summary, benchmarkCase));

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;
}
