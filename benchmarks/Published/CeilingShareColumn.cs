using AttnGen.Benchmarks.Reports;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace AttnGen.Benchmarks.Published;

/// <summary>The part of the FMA ceiling that a rate reaches.</summary>
/// <param name="tier">The tier of the kernels.</param>
/// <param name="ceilingGflops">The ceiling of that tier, measured when the run began.</param>
internal sealed class CeilingShareColumn(KernelTier tier, double ceilingGflops) : IColumn
{
    public string Id => nameof(CeilingShareColumn);

    public string ColumnName => "Of FMA";

    public string Legend => $"Part of the FMA ceiling of one core, {tier}: {Figures.Rate(ceilingGflops)} GFLOP/s when the run began";

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 1;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) =>
        Figures.Percent(GflopsColumn.Rate(summary, benchmarkCase) / ceilingGflops);

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;
}
