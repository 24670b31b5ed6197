using AttnGen.Benchmarks.Cli;
using AttnGen.Benchmarks.Reports;

namespace AttnGen.Benchmarks.Ceiling;

/// <summary>Prints the FMA ceilings of one core.</summary>
internal static class CeilingCommand
{
    /// <summary>Runs the command.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(ReadOnlySpan<string> arguments)
    {
        _ = new Options(arguments);
        foreach ((KernelTier tier, double gflops) in CeilingProbe.All())
        {
            Console.WriteLine($"{tier,-10} {Figures.Rate(gflops),7} GFLOP/s");
        }

        return 0;
    }
}
