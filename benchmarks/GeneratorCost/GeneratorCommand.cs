using System.Globalization;
using AttnGen.Benchmarks.Cli;
using AttnGen.Benchmarks.Reports;

namespace AttnGen.Benchmarks.GeneratorCost;

/// <summary>Measures the generator as the compiler runs it, and what its code costs to compile.</summary>
internal static class GeneratorCommand
{
    private const string Layout = "{0,6}{1,10}{2,10}{3,16}{4,16}{5,14}{6,15}{7,11}{8,11}{9,10}{10,9}{11,12}{12,13}";

    /// <summary>The most that a shape may cost a generator that runs from nothing, but not for the first time.</summary>
    private const double MostMillisecondsPerShape = 50;

    /// <summary>The most that an edit elsewhere may cost.</summary>
    private const double MostMillisecondsElsewhere = 1;

    private static readonly int[] Counts = [1, 10, ShapeProgram.LargestCount];

    /// <summary>Runs the command.</summary>
    /// <returns>The exit code: 1 where an edit made the generator write more than what was edited, or a time is above its bound.</returns>
    public static int Run(ReadOnlySpan<string> arguments)
    {
        _ = new Options(arguments);
        Console.WriteLine("Each line from a fresh process in which the compiler, but not the generator, has run before.");
        Print(
            "shapes",
            "cold ms",
            "warm ms",
            "warm ms/shape",
            "edit elsewhere",
            "regenerated",
            "edit a shape",
            "rewritten",
            "source KB",
            "KB/shape",
            "methods",
            "compile ms",
            "assembly KB");
        bool kept = true;
        foreach (int count in Counts)
        {
            (string output, _) = ChildProcess.Run(GeneratorChild.Command, count.ToString(CultureInfo.InvariantCulture));
            GeneratorSample sample = GeneratorSample.Parse(output);
            Print(
                Figures.Count(sample.Shapes),
                Figures.Rate(sample.ColdMilliseconds),
                Figures.Rate(sample.WarmMilliseconds),
                Figures.Rate(sample.WarmMilliseconds / sample.Shapes),
                Figures.Rate(sample.ElsewhereMilliseconds) + " ms",
                Figures.Count(sample.Regenerated),
                Figures.Rate(sample.ChangedMilliseconds) + " ms",
                Figures.Count(sample.Rewritten),
                Figures.Count(sample.Bytes / 1024),
                Figures.Count(sample.Bytes / sample.Shapes / 1024),
                Figures.Count(sample.Methods),
                Figures.Rate(sample.CompileMilliseconds),
                Figures.Count(sample.AssemblyBytes / 1024));
            kept &= sample is { Regenerated: 0, Rewritten: 1, ElsewhereMilliseconds: <= MostMillisecondsElsewhere }
                && sample.WarmMilliseconds <= MostMillisecondsPerShape * sample.Shapes;
        }

        Console.WriteLine(kept
            ? $"Kept: at most {MostMillisecondsPerShape} ms a shape warm, {MostMillisecondsElsewhere} ms for an edit elsewhere, and nothing is written twice."
            : $"Not kept: at most {MostMillisecondsPerShape} ms a shape warm, {MostMillisecondsElsewhere} ms for an edit elsewhere, or something is written twice.");
        return kept ? 0 : 1;
    }

    private static void Print(params object[] cells) => Console.WriteLine(Layout, cells);
}
