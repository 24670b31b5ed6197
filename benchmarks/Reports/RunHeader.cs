using System.Globalization;
using System.Runtime.InteropServices;
using AttnGen.Benchmarks.Ceiling;
using AttnGen.Benchmarks.Engines;
using BenchmarkDotNet.Environments;

namespace AttnGen.Benchmarks.Reports;

/// <summary>What one has to know of the machine and the software to believe a figure.</summary>
internal sealed class RunHeader
{
    private RunHeader(IReadOnlyList<(string Label, string Value)> lines)
    {
        Lines = lines;
    }

    /// <summary>The facts in the order of printing.</summary>
    public IReadOnlyList<(string Label, string Value)> Lines { get; }

    /// <summary>Collects the facts, and measures the ceilings.</summary>
    /// <param name="tier">The tier of the kernels.</param>
    /// <param name="engines">The engines that run, and those that cannot.</param>
    public static RunHeader Collect(KernelTier tier, IEnumerable<EngineEntry> engines)
    {
        List<(string, string)> lines =
        [
            ("Date", DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)),
            ("CPU", $"{Processor()}, {Environment.ProcessorCount} logical cores, one of them used"),
            ("OS", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}"),
            ("Runtime", RuntimeInformation.FrameworkDescription),
            ("Tier", tier.ToString()),
            ("FMA ceiling", string.Join(", ", CeilingProbe.All().Select(
                static ceiling => $"{ceiling.Tier} {Figures.Rate(ceiling.Gflops)} GFLOP/s"))),
        ];
        lines.AddRange(engines
            .Where(static engine => engine.Unavailable is null)
            .GroupBy(static engine => engine.Version)
            .Select(static version => ("Engine", $"{version.Key}: {string.Join(", ", version.Select(static engine => engine.Name))}")));
        lines.AddRange(engines
            .Where(static engine => engine.Unavailable is not null)
            .Select(static engine => ("Not run", $"{engine.Name}: {engine.Unavailable}")));
        return new RunHeader(lines);
    }

    private static string Processor() => HostEnvironmentInfo.GetCurrent().Cpu.Value?.ProcessorName ?? "unknown CPU";
}
