using TinyStories;

namespace AttnGen.Tests.Samples;

/// <summary>One run of the sample's whole program.</summary>
/// <param name="ExitCode">0 when all went well.</param>
/// <param name="Output">What it wrote to the standard output.</param>
/// <param name="Error">What it wrote to the standard error.</param>
internal sealed record StoryRun(int ExitCode, byte[] Output, string Error)
{
    /// <summary>Runs it.</summary>
    public static StoryRun Of(params string[] args)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter { NewLine = "\n" };
        int exitCode = Program.Run(args, output, error);
        return new StoryRun(exitCode, output.ToArray(), error.ToString());
    }
}
