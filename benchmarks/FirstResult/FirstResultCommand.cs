using AttnGen.Benchmarks.Cli;
using AttnGen.Benchmarks.Reports;
using AttnGen.Benchmarks.Tables;

namespace AttnGen.Benchmarks.FirstResult;

/// <summary>Measures the time to the first result, just-in-time compilation included, each time in a fresh process.</summary>
internal static class FirstResultCommand
{
    private const int Processes = 5;
    private const string Layout = "{0,-30}{1,11}{2,14}{3,10}{4,9}{5,10}{6,15}{7,13}";

    /// <summary>Small, middle and the largest plans.</summary>
    private static readonly string[] DefaultRows = ["8×16 h1", "64×64×64", "197×192×64 h3", "128×384×32 h12", "512×512×64 h8"];

    /// <summary>Runs the command.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(ReadOnlySpan<string> arguments)
    {
        var options = new Options(arguments, "--rows");
        string[] words = options.List("--rows");
        IReadOnlyList<Row> rows = RowFilter.FromAll(words.Length == 0 ? DefaultRows : words);

        Console.WriteLine($"Median of {Processes} fresh processes; the process's life includes the runtime's own start.");
        Print("row", "create ms", "first call ms", "sum ms", "JIT ms", "methods", "second call µs", "process ms");
        foreach (Row row in rows)
        {
            Measure(row.Name);
        }

        return 0;
    }

    private static void Measure(string name)
    {
        var samples = new List<FirstResultSample>();
        var lifetimes = new List<double>();
        for (int i = 0; i < Processes; i++)
        {
            (string output, TimeSpan lifetime) = ChildProcess.Run(FirstResultChild.Command, name);
            samples.Add(FirstResultSample.Parse(output));
            lifetimes.Add(lifetime.TotalMilliseconds);
        }

        Print(
            name,
            Milliseconds(samples.Select(static sample => sample.CreateMilliseconds)),
            Milliseconds(samples.Select(static sample => sample.CallMilliseconds)),
            Milliseconds(samples.Select(static sample => sample.CreateMilliseconds + sample.CallMilliseconds)),
            Milliseconds(samples.Select(static sample => sample.JitMilliseconds)),
            Figures.Count(samples[0].Methods),
            Figures.Microseconds(Median.Of(samples.Select(static sample => sample.NextCallMicroseconds))),
            Milliseconds(lifetimes));
    }

    private static string Milliseconds(IEnumerable<double> values) => Figures.Rate(Median.Of(values));

    private static void Print(params object[] cells) => Console.WriteLine(Layout, cells);
}
