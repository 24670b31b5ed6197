using AttnGen.Benchmarks.Cli;
using AttnGen.Benchmarks.Compare;
using AttnGen.Benchmarks.Engines;
using AttnGen.Benchmarks.Reports;
using AttnGen.Benchmarks.Workloads;
using TinyStories;

namespace AttnGen.Benchmarks.Decode;

/// <summary>
/// Measures what a token of a whole language model costs: the model of the TinyStories sample, whose attention is a generated kernel with a
/// cache, beside the plain loop of llama2.c, in turns.
/// </summary>
internal static class DecodeCommand
{
    /// <summary>The tokens of the texts that are written; one token is the first, which sees nothing but itself.</summary>
    private static readonly int[] Lengths = [200, 1];

    private static readonly TimeSpan DefaultBudget = TimeSpan.FromSeconds(2);

    /// <summary>Runs the command.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(ReadOnlySpan<string> arguments)
    {
        var options = new Cli.Options(arguments, "--model", "--seconds");
        TimeSpan budget = options.Seconds("--seconds", DefaultBudget);
        ModelWeights weights = Weights(options.Text("--model"));

        Console.WriteLine($"Greedy text of stories260K from its beginning, microseconds a token; tier {StoryModel.Tier}.");
        Console.WriteLine($"{"tokens",-8}{"AttnGen",10}{"min",10}{"plain loop",12}{"min",10}{"ratio",10}{"B/token",9}");
        foreach (int tokens in Lengths)
        {
            using var kernels = new StoryEngine(new KernelStoryWriter(weights), tokens);
            using var plain = new StoryEngine(new PlainStoryWriter(weights), tokens);
            Check(kernels, plain);
            IReadOnlyList<Timing> timings = AlternatingTimer.Measure([kernels, plain], budget, static _ => { });
            Print(tokens, timings[0], timings[1], kernels.AllocatedBytes());
        }

        return 0;
    }

    private static ModelWeights Weights(string? path)
    {
        try
        {
            ModelFiles files = ModelFiles.Find(path);
            return WeightsFile.Read(files.Weights, ModelFiles.Read(files.Weights));
        }
        catch (FileUnusableException e)
        {
            throw new UsageException(e.Message);
        }
    }

    /// <summary>Both must write the same text, or one of them computes something else.</summary>
    private static void Check(StoryEngine kernels, StoryEngine plain)
    {
        kernels.Run();
        plain.Run();
        int same = kernels.Tokens.CommonPrefixLength(plain.Tokens);
        if (same < kernels.Tokens.Length)
        {
            throw new WrongResultException($"The texts differ from token {same} on.");
        }
    }

    private static void Print(int tokens, Timing kernels, Timing plain, long allocated)
    {
        string Cell(double microseconds) => Figures.Microseconds(microseconds / tokens);
        string ratio = Figures.Times(plain.MedianMicroseconds / kernels.MedianMicroseconds);
        string bytes = Figures.Count(allocated / tokens);
        Console.WriteLine(
            $"{tokens,-8}{Cell(kernels.MedianMicroseconds),10}{Cell(kernels.MinMicroseconds),10}{Cell(plain.MedianMicroseconds),12}"
            + $"{Cell(plain.MinMicroseconds),10}{ratio,10}{bytes,9}");
    }
}
