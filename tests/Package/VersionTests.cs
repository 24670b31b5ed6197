using Xunit;

namespace AttnGen.Package.Tests;

/// <summary>The version of a package is that of the nearest tag; and a copy without tags, or without git, builds too.</summary>
public sealed class VersionTests(PackedFeed feed)
{
    [Fact]
    public async Task It_is_that_of_the_tag_and_an_alpha_of_the_next_one_past_it()
    {
        string folder = Copy("versions");
        await SourceCopy.CommitAsync(folder);
        await SourceCopy.GitAsync(folder, "tag v1.2.3");
        Assert.Equal("1.2.3", await VersionAsync(folder));

        await SourceCopy.GitAsync(folder, "commit -q --allow-empty -m two");
        Assert.Equal("1.2.4-alpha.1", await VersionAsync(folder));
    }

    [Fact]
    public async Task Without_a_tag_it_is_an_alpha_of_the_first()
    {
        string folder = Copy("untagged");
        await SourceCopy.CommitAsync(folder);

        Assert.Equal("0.1.0-alpha", await VersionAsync(folder));
    }

    [Fact]
    public async Task Without_git_it_is_an_alpha_of_the_first() => Assert.Equal("0.1.0-alpha", await VersionAsync(Copy("ungitted")));

    private static async Task<string> VersionAsync(string folder)
    {
        string project = Path.Combine(folder, "runtime", "AttnGen.csproj");
        (await CommandLine.DotnetAsync(folder, $"restore {project}")).SucceededWithoutWarning();
        CommandLine.Result read = await CommandLine.DotnetAsync(folder, $"msbuild {project} -t:_GetProjectVersion -getProperty:PackageVersion -warnaserror");
        return read.SucceededWithoutWarning().Output.Trim();
    }

    private string Copy(string name) => SourceCopy.Make(Path.Combine(feed.Root, name));
}
