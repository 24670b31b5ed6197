using Xunit;

namespace AttnGen.Package.Tests;

/// <summary>A project with nothing but a reference to the package: it builds, runs, and is told of its mistakes.</summary>
public sealed class BuildTests(PackedFeed feed)
{
    [Fact]
    public async Task It_builds_without_a_warning_runs_and_its_values_are_right()
    {
        string folder = feed.Consumer("builds");

        (await feed.DotnetAsync(folder, "build -c Release")).SucceededWithoutWarning();
        CommandLine.Result run = await feed.DotnetAsync(folder, "run -c Release --no-build");

        Assert.Contains(", 0 bytes allocated", run.Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistake_is_reported_with_its_id_and_page()
    {
        string folder = feed.Consumer("mistaken");
        await File.WriteAllTextAsync(
            Path.Combine(folder, "Mistake.cs"), "[AttnGen.AttentionShape(n: 0, dModel: 8, dK: 4)] sealed partial class Mistake;", TestContext.Current.CancellationToken);

        CommandLine.Result build = await feed.DotnetAsync(folder, "build");

        Assert.NotEqual(0, build.ExitCode);
        Assert.Contains("Mistake.cs(1,25): error ATTN003: n is 0", build.Output, StringComparison.Ordinal);
        Assert.Contains("/docs/diagnostics/ATTN003.md", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_compiler_is_one_clear_error()
    {
        CommandLine.Result build = await feed.DotnetAsync(feed.Consumer("old"), "build -p:CompilerApiVersion=roslyn4.14");

        string error = Assert.Single(Reports(build, "error "));
        Assert.Contains("error ATTN102: AttnGen's source generator needs version 5.0 of the C# compiler", error, StringComparison.Ordinal);
        Assert.Contains("compiled by version 4.14.", error, StringComparison.Ordinal);
        Assert.DoesNotContain("CS9057", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tiers_and_the_report_are_properties_of_the_project()
    {
        string folder = feed.Consumer("explained");
        await SetAsync(folder, "<AttnGenTiers>Vector128;Vector256</AttnGenTiers><AttnGenExplain>true</AttnGenExplain>");

        CommandLine.Result build = (await feed.DotnetAsync(folder, "build -c Release")).SucceededWithoutWarning();

        string path = Path.Combine(folder, "bin", "Release", "net10.0", "Consumer.attention.md");
        Assert.Contains($"Consumer -> {path}", build.Output, StringComparison.Ordinal);
        string[] headings = [.. File.ReadLines(path).Where(line => line.StartsWith('#'))];
        Assert.Equal(["# Attention kernels", "## Consumer.Encoder", "### Vector256", "### Vector128", "### Scalar"], headings);
        Assert.DoesNotContain("*/", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        (await feed.DotnetAsync(folder, "run -c Release --no-build", ("DOTNET_EnableAVX512", "0"))).Succeeded();

        // What is asked for no more is not left lying there.
        await SetAsync(folder, "<AttnGenExplain>false</AttnGenExplain>");
        (await feed.DotnetAsync(folder, "build -c Release")).SucceededWithoutWarning();
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task A_file_s_path_may_have_200_characters()
    {
        const int Characters = 200;
        const string Name = "/Program.cs";
        string folder = feed.Consumer(new string('p', Characters - feed.Root.Length - 1 - Name.Length));
        Assert.Equal(Characters, (folder + Name).Length);
        await SetAsync(folder, "<AttnGenExplain>true</AttnGenExplain>");

        (await feed.DotnetAsync(folder, "build -c Release")).SucceededWithoutWarning();

        string generated = Path.Combine(folder, "obj", "Release", "net10.0", "generated", "AttnGen.Generator", "AttnGen.Generator.AttentionGenerator");
        Assert.Equal(
            ["Consumer.Encoder.g.cs", "attention-plans.g.cs"],
            Directory.GetFiles(generated).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_unknown_tier_is_an_error()
    {
        CommandLine.Result build = await feed.DotnetAsync(feed.Consumer("unknown"), "build -p:AttnGenTiers=Vector64");

        Assert.Contains("error ATTN103: AttnGenTiers lists 'Vector64'", build.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-p:PublishAot=true", true)]
    [InlineData("-p:PublishAot=true -warnaserror", true)]
    [InlineData("-p:PublishAot=true -r linux-x64", true)]
    [InlineData("-p:PublishAot=true -r linux-arm64", false)]
    [InlineData("-p:PublishAot=true -p:IlcInstructionSet=x86-64-v3", false)]
    [InlineData("-p:PublishAot=true -p:OutputType=Library", false)]
    [InlineData("", false)]
    public async Task NativeAOT_without_an_instruction_set_is_advised_and_never_broken(string arguments, bool advised)
    {
        string folder = feed.Consumer("advised" + Guid.NewGuid().ToString("N")[..8]);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "Program.cs"),
            arguments.Contains("Library", StringComparison.Ordinal) ? "class Nothing;" : "return 0;",
            TestContext.Current.CancellationToken);

        // What the SDK would fetch to publish is not needed to see what is said of it.
        CommandLine.Result build = (await feed.DotnetAsync(folder, "build --no-self-contained " + arguments)).Succeeded();

        string[] warnings = Reports(build, "warning ");
        Assert.Equal(advised ? 1 : 0, warnings.Length);
        Assert.All(warnings, warning => Assert.Matches("warning ATTN101: .*Set IlcInstructionSet in the project: x86-64-v3", warning));
    }

    [Fact]
    public async Task A_project_that_references_one_with_the_package_has_the_build_s_help_too()
    {
        string library = feed.Consumer("library");
        File.Move(Path.Combine(library, "Consumer.csproj"), Path.Combine(library, "Library.csproj"));
        await SetAsync(library, "<OutputType>Library</OutputType>", "Library.csproj");
        await File.WriteAllTextAsync(Path.Combine(library, "Program.cs"), "public class Nothing;", TestContext.Current.CancellationToken);
        string program = feed.Consumer("program");
        string project = Path.Combine(program, "Consumer.csproj");
        string text = await File.ReadAllTextAsync(project, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            project,
            text.Replace("<PackageReference Include=\"AttnGen\" Version=\"*-*\" />", "<ProjectReference Include=\"../library/Library.csproj\" />", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
        await SetAsync(program, "<PublishAot>true</PublishAot>");

        CommandLine.Result build = (await feed.DotnetAsync(program, "build -c Release")).Succeeded();

        Assert.Single(Reports(build, "warning "), warning => warning.Contains("ATTN101", StringComparison.Ordinal));
    }

    private static async Task SetAsync(string folder, string properties, string project = "Consumer.csproj")
    {
        string path = Path.Combine(folder, project);
        string text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            path, text.Replace("</PropertyGroup>", properties + "</PropertyGroup>", StringComparison.Ordinal), TestContext.Current.CancellationToken);
    }

    private static string[] Reports(CommandLine.Result build, string kind) =>
        [.. build.Output.Split('\n').Where(line => line.Contains(": " + kind, StringComparison.Ordinal)).Distinct()];
}
