using Xunit;

namespace AttnGen.Package.Tests;

/// <summary>The project is published, trimmed and as a native program, without a warning; and what was published runs.</summary>
public sealed class PublishTests(PackedFeed feed)
{
    [Fact]
    public async Task Trimmed_it_runs_and_its_values_are_right()
    {
        string folder = feed.Consumer("trimmed");

        (await feed.DotnetAsync(folder, "publish -c Release -p:PublishTrimmed=true -warnaserror --self-contained --use-current-runtime -o out"))
            .SucceededWithoutWarning();

        CommandLine.Result run = await CommandLine.RunAsync(folder, Path.Combine(folder, "out", NativeLinker.Program("Consumer")), "");
        Assert.Contains(", 0 bytes allocated", run.Succeeded().Output, StringComparison.Ordinal);
        Figure.Print($"Trimmed: {run.Output.Trim()}");
    }

    [Fact]
    public async Task As_a_native_program_it_runs_and_prints_tier_result_and_size()
    {
        await NativeLinker.SkipWithoutAsync(feed.Root);
        string folder = feed.Consumer("native");

        (await feed.DotnetAsync(folder, "publish -c Release -p:PublishAot=true -p:IlcInstructionSet=native -warnaserror --use-current-runtime -o out"))
            .SucceededWithoutWarning();

        CommandLine.Result run = await CommandLine.RunAsync(folder, Path.Combine(folder, "out", NativeLinker.Program("Consumer")), "");
        Assert.Matches(@"^tier \w+, output\[0\] -?\d\.\d{4}, error \d\.\dE-0\d\d, 0 bytes allocated, program of \d+ bytes", run.Succeeded().Output);
        Assert.DoesNotContain("tier Scalar", run.Output, StringComparison.Ordinal);
        Figure.Print($"Native: {run.Output.Trim()}");
    }
}
