using AttnGen.Tests.Harness;
using Xunit;

namespace AttnGen.Package.Tests;

/// <summary>The version of a package is that of the nearest tag; and a copy without tags, or without git, builds too.</summary>
public sealed class VersionTests(PackedFeed feed)
{
    private const string Git = "git -c user.name=test -c user.email=test@example.org ";

    [Fact]
    public async Task It_is_that_of_the_tag_and_an_alpha_of_the_next_one_past_it()
    {
        string folder = Copy("versions");
        await GitAsync(folder, "init -q", "add -A", "commit -q -m one", "tag v1.2.3");
        Assert.Equal("1.2.3", await VersionAsync(folder));

        await GitAsync(folder, "commit -q --allow-empty -m two");
        Assert.Equal("1.2.4-alpha.1", await VersionAsync(folder));
    }

    [Fact]
    public async Task Without_a_tag_it_is_an_alpha_of_the_first()
    {
        string folder = Copy("untagged");
        await GitAsync(folder, "init -q", "add -A", "commit -q -m one");

        Assert.Equal("0.1.0-alpha", await VersionAsync(folder));
    }

    [Fact]
    public async Task Without_git_it_is_an_alpha_of_the_first() => Assert.Equal("0.1.0-alpha", await VersionAsync(Copy("ungitted")));

    private static async Task GitAsync(string folder, params string[] commands)
    {
        foreach (string command in commands)
        {
            string[] words = (Git + command).Split(' ', 2);
            (await CommandLine.RunAsync(folder, words[0], words[1])).Succeeded();
        }
    }

    private static async Task<string> VersionAsync(string folder)
    {
        string project = Path.Combine(folder, "runtime", "AttnGen.csproj");
        (await CommandLine.DotnetAsync(folder, $"restore {project}")).SucceededWithoutWarning();
        CommandLine.Result read = await CommandLine.DotnetAsync(folder, $"msbuild {project} -t:_GetProjectVersion -getProperty:PackageVersion -warnaserror");
        return read.SucceededWithoutWarning().Output.Trim();
    }

    /// <summary>The files that a version depends on: the two projects of the package and what stands above them.</summary>
    private string Copy(string name)
    {
        string folder = Directory.CreateDirectory(Path.Combine(feed.Root, name)).FullName;
        IEnumerable<string> files = Directory.GetFiles(Repository.Root, "*.props")
            .Concat([Path.Combine(Repository.Root, "README.md"), Path.Combine(Repository.Root, "docs", "LICENSE.txt")])
            .Concat(Directory.GetFiles(Path.Combine(Repository.Root, "runtime"), "*.csproj"))
            .Concat(Directory.GetFiles(Path.Combine(Repository.Root, "generator"), "*.csproj", SearchOption.AllDirectories));
        foreach (string file in files)
        {
            string copy = Path.Combine(folder, Path.GetRelativePath(Repository.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return folder;
    }
}
