using System.Globalization;
using AttnGen.Benchmarks.Cli;
using AttnGen.Benchmarks.Reports;

namespace AttnGen.Benchmarks.GeneratorCost;

/// <summary>Measures the generator as the compiler runs it, and what its code costs to compile.</summary>
internal static class GeneratorCommand
{
    private const string Layout = "{0,6}{1,10}{2,16}{3,10}{4,16}{5,14}{6,13}{7,14}{8,9}{9,12}{10,13}";

    private static readonly int[] Counts = [1, 10, ShapeProgram.LargestCount];

    /// <summary>Runs the command.</summary>
    /// <returns>The exit code: 1 where an edit elsewhere made the generator write again.</returns>
    public static int Run(ReadOnlySpan<string> arguments)
    {
        _ = new Options(arguments);
        Console.WriteLine("Each line from a fresh process in which the compiler, but not the generator, has run before.");
        Print(
            "shapes",
            "cold ms",
            "cold ms/shape",
            "warm ms",
            "edit elsewhere",
            "regenerated",
            "source KB",
            "KB/shape",
            "methods",
            "compile ms",
            "assembly KB");
        bool cached = true;
        foreach (int count in Counts)
        {
            (string output, _) = ChildProcess.Run(GeneratorChild.Command, count.ToString(CultureInfo.InvariantCulture));
            GeneratorSample sample = GeneratorSample.Parse(output);
            Print(
                Figures.Count(sample.Shapes),
                Figures.Rate(sample.ColdMilliseconds),
                Figures.Rate(sample.ColdMilliseconds / sample.Shapes),
                Figures.Rate(sample.WarmMilliseconds),
                Figures.Rate(sample.ElsewhereMilliseconds) + " ms",
                Figures.Count(sample.Regenerated),
                Figures.Count(sample.Bytes / 1024),
                Figures.Count(sample.Bytes / sample.Shapes / 1024),
                Figures.Count(sample.Methods),
                Figures.Rate(sample.CompileMilliseconds),
                Figures.Count(sample.AssemblyBytes / 1024));
            cached &= sample.Regenerated == 0;
        }

        return cached ? 0 : 1;
    }

    private static void Print(params object[] cells) => Console.WriteLine(Layout, cells);
}
