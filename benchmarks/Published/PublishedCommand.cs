using AttnGen.Benchmarks.Ceiling;
using AttnGen.Benchmarks.Cli;
using AttnGen.Benchmarks.Tables;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Perfolizer.Horology;

namespace AttnGen.Benchmarks.Published;

/// <summary>Hands the engines to BenchmarkDotNet.</summary>
internal static class PublishedCommand
{
    private const string RowsOption = "--rows";

    /// <summary>
    /// BenchmarkDotNet compiles this project again, with every generated kernel; its own limit of two minutes is meant for less.
    /// </summary>
    private static readonly TimeSpan BuildTimeout = TimeSpan.FromMinutes(30);

    /// <summary>Runs the command; options other than <c>--rows</c> are BenchmarkDotNet's.</summary>
    /// <returns>The exit code: 1 where a benchmark did not run.</returns>
    public static int Run(ReadOnlySpan<string> arguments)
    {
        List<string> forBenchmarkDotNet = [.. arguments];
        int rows = forBenchmarkDotNet.IndexOf(RowsOption);
        if (rows >= 0)
        {
            var options = new Options(arguments.Slice(rows, Math.Min(2, arguments.Length - rows)), RowsOption);
            RowFilter.FromAll(options.List(RowsOption));
            RowChoice.Set(options.Text(RowsOption)!);
            forBenchmarkDotNet.RemoveRange(rows, 2);
        }

        if (!forBenchmarkDotNet.Contains("--filter"))
        {
            forBenchmarkDotNet.AddRange(["--filter", "*"]);
        }

        Summary[] summaries =
        [
            .. BenchmarkSwitcher
                .FromTypes([typeof(ProjectionBenchmarks), typeof(AttentionBenchmarks)])
                .Run([.. forBenchmarkDotNet], Config()),
        ];
        bool allRan = Array.TrueForAll(summaries, static summary => summary.Reports.All(static report => report.Success));
        return summaries.Length > 0 && allRan ? 0 : 1;
    }

    private static ManualConfig Config()
    {
        KernelTier tier = ProjectionTable.Rows[0].Tier;
        return DefaultConfig.Instance
            .WithArtifactsPath(Path.Combine("artifacts", "bench"))
            .WithBuildTimeout(BuildTimeout)
            .AddJob(Job.Default.WithWarmupCount(6).WithIterationCount(15).WithIterationTime(TimeInterval.FromMilliseconds(250)))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumn(StatisticColumn.Median, StatisticColumn.Min)
            .AddColumn(new GflopsColumn(), new CeilingShareColumn(tier, CeilingProbe.Measure(tier)));
    }
}
