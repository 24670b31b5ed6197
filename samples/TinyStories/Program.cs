using System.Globalization;
using System.Text;

namespace TinyStories;

/// <summary>Writes a story.</summary>
internal static class Program
{
    private const int Success = 0;
    private const int Failure = 1;

    private static int Main(string[] args)
    {
        Console.OutputEncoding = Encoding.UTF8;
        using Stream output = Console.OpenStandardOutput();
        return Run(args, output, Console.Error);
    }

    /// <summary>The whole program, on any output.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="output">Takes the story.</param>
    /// <param name="error">Takes what is said about it, and what went wrong.</param>
    /// <returns>The exit code.</returns>
    internal static int Run(IReadOnlyList<string> args, Stream output, TextWriter error)
    {
        if (!Options.TryParse(args, out Options? options, out string? mistake))
        {
            error.WriteLine($"{mistake} Try --help.");
            return Failure;
        }

        if (options.Help)
        {
            output.Write(Encoding.UTF8.GetBytes(HelpText.Text + "\n"));
            return Success;
        }

        try
        {
            return Tell(options, output, error);
        }
        catch (FileUnusableException e)
        {
            error.WriteLine(e.Message);
            return Failure;
        }
        catch (IOException e)
        {
            error.WriteLine($"The story cannot be written: {e.Message}");
            return Failure;
        }
    }

    private static int Tell(Options options, Stream output, TextWriter error)
    {
        ModelFiles files = ModelFiles.Find(options.Path);
        var model = new StoryModel(WeightsFile.Read(files.Weights, ModelFiles.Read(files.Weights)));
        Vocabulary vocabulary = VocabularyFile.Read(files.Vocabulary, ModelFiles.Read(files.Vocabulary));
        int[] prompt = new BytePairTokenizer(vocabulary).Encode(options.Prompt);
        if (prompt.Length > ModelSize.MaxTokens)
        {
            error.WriteLine($"The prompt has {prompt.Length} tokens, and the model remembers {ModelSize.MaxTokens}: shorten it.");
            return Failure;
        }

        ulong seed = options.Seed ?? (ulong)DateTime.UtcNow.Ticks;
        var sampler = new Sampler(options.Temperature, new Xorshift(seed));
        Telling telling = new StoryTeller(model, vocabulary, sampler, output).Tell(prompt, options.Steps);
        output.Write("\n"u8);
        error.WriteLine(Report(telling, options, seed));
        return Success;
    }

    private static string Report(Telling telling, Options options, ulong seed)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{telling.Written} tokens at {PerSecond(telling.Written, telling.Writing)} a second");
        text.Append(CultureInfo.InvariantCulture, $", after {telling.Read} read at {PerSecond(telling.Read, telling.Reading)} a second");
        text.Append(CultureInfo.InvariantCulture, $"; tier {StoryModel.Tier}");
        text.Append(options.Temperature == 0 ? "." : string.Create(CultureInfo.InvariantCulture, $", seed {seed}."));
        bool isFull = !telling.Ended && telling.Written < options.Steps;
        text.Append(isFull ? $" The model remembers {ModelSize.MaxTokens} tokens, so it ends here." : string.Empty);
        return text.ToString();
    }

    private static string PerSecond(int tokens, TimeSpan time) =>
        Math.Round(tokens / time.TotalSeconds).ToString("N0", CultureInfo.InvariantCulture);
}
