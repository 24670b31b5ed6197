using System.IO.Compression;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AttnGen.Tests.Harness;
using Xunit;

namespace AttnGen.Package.Tests;

/// <summary>What is in the packed file.</summary>
public sealed partial class PackageTests(PackedFeed feed)
{
    private const int MostBytes = 300 * 1024;

    [Fact]
    public void It_has_the_runtime_what_runs_in_the_compiler_and_what_runs_in_the_build()
    {
        using ZipArchive zip = ZipFile.OpenRead(feed.Package);
        string[] entries = [.. zip.Entries.Select(entry => entry.FullName)];

        Assert.Superset(
            new HashSet<string>
            {
                "lib/net10.0/AttnGen.dll",
                "lib/net10.0/AttnGen.xml",
                "analyzers/dotnet/cs/AttnGen.Generator.dll",
                "buildTransitive/AttnGen.props",
                "buildTransitive/AttnGen.targets",
                "README.md",
                "LICENSE.txt",
            },
            entries.ToHashSet());
        Assert.All(
            entries.Where(entry => entry.EndsWith(".dll", StringComparison.Ordinal)),
            dll => Assert.Matches("^(lib/net10.0/AttnGen|analyzers/dotnet/cs/AttnGen[.A-Za-z]+)[.]dll$", dll));
    }

    [Fact]
    public void It_is_small()
    {
        long bytes = new FileInfo(feed.Package).Length;
        Figure.Print($"The package has {bytes:N0} bytes, its symbols {new FileInfo(feed.Symbols).Length:N0}.");
        Assert.InRange(bytes, 1, MostBytes);
    }

    [Fact]
    public void Its_documentation_is_of_every_type_that_editors_show_and_of_no_other()
    {
        using PEReader dll = PackedLibrary();
        MetadataReader metadata = dll.GetMetadataReader();
        ILookup<bool, string> types = metadata.TypeDefinitions
            .Select(metadata.GetTypeDefinition)
            .Where(type => type.GetDeclaringType().IsNil && metadata.GetString(type.Namespace).StartsWith("AttnGen", StringComparison.Ordinal))
            .ToLookup(
                type => (type.Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public
                    && metadata.GetString(type.Namespace) != "AttnGen.Generated",
                type => metadata.GetString(type.Namespace) + "." + metadata.GetString(type.Name));
        HashSet<string> documented = [.. XDocument.Parse(PackedFeed.Read(feed.Package, "lib/net10.0/AttnGen.xml").TrimStart('\uFEFF'))
            .Descendants("member")
            .Select(member => member.Attribute("name")!.Value)
            .Where(name => name.StartsWith("T:", StringComparison.Ordinal))
            .Select(name => name[2..])];

        Assert.NotEmpty(types[false]);
        Assert.Subset(documented, types[true].ToHashSet());
        Assert.DoesNotContain(types[false], documented.Contains);
    }

    [Fact]
    public void It_says_what_it_is_and_needs_no_other_package()
    {
        string nuspec = PackedFeed.Read(feed.Package, "AttnGen.nuspec");

        Assert.Contains("<id>AttnGen</id>", nuspec, StringComparison.Ordinal);
        Assert.Contains("<license type=\"expression\">MIT</license>", nuspec, StringComparison.Ordinal);
        Assert.Contains("<readme>README.md</readme>", nuspec, StringComparison.Ordinal);
        Assert.Contains("url=\"https://github.com/attngen/attngen\"", nuspec, StringComparison.Ordinal);
        Assert.Contains("<group targetFramework=\"net10.0\" />", nuspec, StringComparison.Ordinal);
        Assert.Matches(@"<version>\d+\.\d+\.\d+(-alpha(\.\d+)?)?</version>", nuspec);
    }

    [Fact]
    public void Its_page_is_the_quick_start_with_links_that_lead_somewhere()
    {
        string packed = PackedFeed.Read(feed.Package, "README.md");
        string own = File.ReadAllText(Path.Combine(Repository.Root, "docs/quick-start.md"));

        Assert.All(Link().Matches(packed), link => Assert.Matches("^(https?:|#)", link.Groups[1].Value));
        Assert.Equal(
            own.TrimEnd(), packed.Replace("](https://github.com/attngen/attngen/blob/main/docs/", "](", StringComparison.Ordinal).TrimEnd());
    }

    [Fact]
    public void Symbols_lead_to_the_published_source_and_name_no_folder_of_this_machine()
    {
        using ZipArchive zip = ZipFile.OpenRead(feed.Symbols);
        using var bytes = new MemoryStream();
        using (Stream packed = zip.GetEntry("lib/net10.0/AttnGen.pdb")!.Open())
        {
            packed.CopyTo(bytes);
        }

        string text = Encoding.Latin1.GetString(bytes.ToArray());
        if (!Path.Exists(Path.Combine(Repository.Root, ".git")))
        {
            Assert.Skip("This copy of the repository has no git history that symbols could name.");
        }

        Assert.Matches("\"/_/\\*\":\"https://raw.githubusercontent.com/attngen/attngen/[0-9a-f]{40}/\\*\"", text);
        Assert.DoesNotContain(Repository.Root + "/", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_source_in_two_folders_makes_the_same_bytes()
    {
        string here = SourceCopy.Make(Path.Combine(feed.Root, "repeated", "here"));
        string elsewhere = SourceCopy.Make(Path.Combine(feed.Root, "repeated", "some", "where", "else"), source: here);
        string[] targets = [Path.Combine(feed.Root, "first"), Path.Combine(feed.Root, "second")];
        foreach ((string source, string target) in new[] { here, elsewhere }.Zip(targets))
        {
            await SourceCopy.CommitAsync(source);
            await PackedFeed.PackAsync(source, target);
        }

        string[] files = [.. Directory.GetFiles(targets[0]).Select(file => Path.GetFileName(file))];
        Assert.Equal([".nupkg", ".snupkg"], files.Select(Path.GetExtension).Order(StringComparer.Ordinal));
        Assert.All(files, file => Assert.Equal(
            File.ReadAllBytes(Path.Combine(targets[0], file)), File.ReadAllBytes(Path.Combine(targets[1], file))));
    }

    [Fact]
    public async Task Packing_validates_the_package_and_takes_an_undocumented_member_for_an_error()
    {
        CommandLine.Result read = await CommandLine.DotnetAsync(
            Repository.Root, "msbuild runtime/AttnGen.csproj -getProperty:EnablePackageValidation,Deterministic,GenerateDocumentationFile,TreatWarningsAsErrors");

        using var properties = JsonDocument.Parse(read.Succeeded().Output);
        Assert.All(properties.RootElement.GetProperty("Properties").EnumerateObject(), property => Assert.Equal("true", property.Value.GetString()));
    }

    [Fact]
    public void The_runtime_is_marked_as_fit_for_trimming_and_aot()
    {
        using PEReader dll = PackedLibrary();
        MetadataReader metadata = dll.GetMetadataReader();
        string[] marks = [.. metadata.GetAssemblyDefinition().GetCustomAttributes()
            .Select(handle => Encoding.UTF8.GetString(metadata.GetBlobBytes(metadata.GetCustomAttribute(handle).Value)))];

        Assert.Contains(marks, mark => mark.Contains("IsTrimmable", StringComparison.Ordinal) && mark.Contains("True", StringComparison.Ordinal));
        Assert.Contains(marks, mark => mark.Contains("IsAotCompatible", StringComparison.Ordinal) && mark.Contains("True", StringComparison.Ordinal));
    }

    private PEReader PackedLibrary()
    {
        using ZipArchive zip = ZipFile.OpenRead(feed.Package);
        using Stream packed = zip.GetEntry("lib/net10.0/AttnGen.dll")!.Open();
        var bytes = new MemoryStream();
        packed.CopyTo(bytes);
        bytes.Position = 0;
        return new PEReader(bytes);
    }

    [GeneratedRegex(@"\]\(([^)]+)\)")]
    private static partial Regex Link();
}
