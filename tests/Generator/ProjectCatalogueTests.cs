using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AttnGen.Generator.Diagnostics;
using AttnGen.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace AttnGen.Tests.Generator;

/// <summary>
/// What is reported of a project, by the package's build files and by an analyzer: each id has a page, and the build files say what the
/// sources say.
/// </summary>
public sealed partial class ProjectCatalogueTests
{
    private static readonly XElement s_targets = XElement.Load(Path.Combine(Repository.Root, "runtime", "buildTransitive", "AttnGen.targets"));

    private static IEnumerable<XElement> Reports => s_targets.Descendants().Where(element => element.Attribute("Code") is not null);

    /// <summary>Every id from 101 on.</summary>
    public static IReadOnlyList<string> Ids { get; } =
    [
        .. Reports.Select(report => report.Attribute("Code")!.Value)
            .Concat(ProjectDescriptors.All.Select(descriptor => descriptor.Id)).Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void Ids_are_numbered_from_101_without_gaps() =>
        Assert.Equal(Enumerable.Range(101, 3).Select(number => $"ATTN{number}"), Ids);

    [Fact]
    public void Each_report_of_the_build_names_the_project_and_its_page_and_says_what_to_do() => Assert.All(Reports, report =>
    {
        string id = report.Attribute("Code")!.Value;
        Assert.Equal($"$(AttnGenPages){id}.md", report.Attribute("HelpLink")!.Value);
        Assert.Equal("$(MSBuildProjectFullPath)", report.Attribute("File")!.Value);
        Assert.Equal(Descriptors.HelpLinkBase, s_targets.Descendants("AttnGenPages").Single().Value);
        Assert.Matches(@"^.+\. (Use|Set) .+\.$", report.Attribute("Text")!.Value);
    });

    [Fact]
    public void A_warning_stays_one_where_warnings_are_errors()
    {
        string props = File.ReadAllText(Path.Combine(Repository.Root, "runtime", "buildTransitive", "AttnGen.props"));

        Assert.Contains("<MSBuildWarningsNotAsErrors>$(MSBuildWarningsNotAsErrors);ATTN101</MSBuildWarningsNotAsErrors>", props, StringComparison.Ordinal);
        Assert.Equal(["ATTN101"], s_targets.Descendants("Warning").Select(warning => warning.Attribute("Code")!.Value));
    }

    [Fact]
    public void The_oldest_compiler_is_the_one_that_the_generator_references()
    {
        string packages = File.ReadAllText(Path.Combine(Repository.Root, "Directory.Packages.props"));
        string referenced = CompilerVersion().Match(packages).Groups[1].Value;

        Assert.Equal(referenced, s_targets.Descendants("AttnGenOldestCompiler").Single().Value);
        Assert.Contains($"older than {referenced}", Page("ATTN102"), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_id_has_a_page_and_the_index_its_heading() => Assert.All(Ids, id =>
    {
        string heading = Page(id).Split('\n')[0];

        Assert.StartsWith($"# {id}: ", heading, StringComparison.Ordinal);
        Assert.Contains($"| [{id}]({id}.md) | {heading[$"# {id}: ".Length..]}", Page("README"), StringComparison.Ordinal);
    });

    [Fact]
    public void The_analyzer_s_own_have_their_title_on_the_page_and_a_line_in_the_release_file() => Assert.All(ProjectDescriptors.All, descriptor =>
    {
        string title = descriptor.Title.ToString(CultureInfo.InvariantCulture);

        Assert.StartsWith($"# {descriptor.Id}: {title}\n", Page(descriptor.Id), StringComparison.Ordinal);
        Assert.Equal(Descriptors.HelpLinkBase + descriptor.Id + ".md", descriptor.HelpLinkUri);
        Assert.Contains(WellKnownDiagnosticTags.NotConfigurable, descriptor.CustomTags);
        Assert.Contains(
            $"{descriptor.Id} | AttnGen | Error | {title}",
            Directory.EnumerateFiles(Path.Combine(Repository.Root, "generator"), "AnalyzerReleases.*.md").SelectMany(File.ReadLines));
    });

    private static string Page(string id) => File.ReadAllText(Path.Combine(Repository.Root, "docs", "diagnostics", id + ".md"));

    [GeneratedRegex("Include=\"Microsoft\\.CodeAnalysis\\.CSharp\" Version=\"(\\d+\\.\\d+)\\.")]
    private static partial Regex CompilerVersion();
}
