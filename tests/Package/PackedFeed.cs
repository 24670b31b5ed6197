using System.IO.Compression;
using AttnGen.Tests.Harness;
using Xunit;

[assembly: AssemblyFixture(typeof(AttnGen.Package.Tests.PackedFeed))]
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace AttnGen.Package.Tests;

/// <summary>
/// The package, packed from this repository into a feed in a temporary folder, and a package cache of its own there: what a project finds
/// that has never seen AttnGen before. Everything else comes from the feeds that this machine is set up with.
/// </summary>
public sealed class PackedFeed : IAsyncLifetime
{
    /// <summary>The temporary folder; projects are made in folders of it.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("attngen-package-").FullName;

    /// <summary>The folder of the packed files.</summary>
    public string Feed => Path.Combine(Root, "feed");

    /// <summary>The packed file.</summary>
    public string Package => Directory.GetFiles(Feed, "AttnGen.*.nupkg").Single(IsAttnGen);

    /// <summary>The file of its symbols.</summary>
    public string Symbols => Directory.GetFiles(Feed, "AttnGen.*.snupkg").Single(IsAttnGen);

    /// <summary>The variables that give a project a cache that is empty at first.</summary>
    public (string Name, string? Value) Cache => ("NUGET_PACKAGES", Path.Combine(Root, "packages"));

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await PackAsync(Repository.Root, Feed);
        await File.WriteAllTextAsync(Path.Combine(Root, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <add key="attngen" value="{Feed}" />
              </packageSources>
            </configuration>
            """);
    }

    /// <summary>Packs as a build server does.</summary>
    /// <param name="source">The folder of this repository, or of a copy.</param>
    /// <param name="target">The folder that takes the packed files.</param>
    public static async Task PackAsync(string source, string target)
    {
        string project = Path.Combine(source, "runtime", "AttnGen.csproj");
        CommandLine.Result packed = await CommandLine.DotnetAsync(
            source, $"pack \"{project}\" -c Release -warnaserror -p:ContinuousIntegrationBuild={HasGit(source)} -o \"{target}\"");
        packed.SucceededWithoutWarning();
    }

    /// <summary>Makes a project of the user's in a folder of its own from files in this project's folder Consumer.</summary>
    public string Consumer(string name)
    {
        string folder = Directory.CreateDirectory(Path.Combine(Root, name)).FullName;
        foreach (string file in Directory.GetFiles(Path.Combine(Repository.Root, "tests", "Package", "Consumer")))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        return folder;
    }

    /// <summary>Runs dotnet in a folder, with the cache of this feed.</summary>
    internal Task<CommandLine.Result> DotnetAsync(string folder, string arguments, params IEnumerable<(string Name, string? Value)> environment) =>
        CommandLine.DotnetAsync(folder, arguments, [Cache, .. environment]);

    /// <summary>The text of a file in a package.</summary>
    public static string Read(string package, string entry)
    {
        using ZipArchive zip = ZipFile.OpenRead(package);
        using var reader = new StreamReader(zip.GetEntry(entry)!.Open());
        return reader.ReadToEnd();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Directory.Delete(Root, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static bool HasGit(string folder) => Path.Exists(Path.Combine(folder, ".git"));

    // Companion packages begin with the same letters.
    private static bool IsAttnGen(string path) => char.IsAsciiDigit(Path.GetFileName(path)["AttnGen.".Length]);
}
