using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using AttnGen.Generator.Diagnostics;
using AttnGen.Generator.Shape.Rules;
using AttnGen.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace AttnGen.Tests.Generator;

/// <summary>Ties every diagnostic's id to its descriptor, its line in the release file, its page and title, and its help link.</summary>
public sealed partial class CatalogueTests
{
    private static readonly string Pages = Path.Combine(Repository.Root, "docs", "diagnostics");

    private static readonly DiagnosticDescriptor[] Descriptors =
    [
        .. typeof(Descriptors).GetFields(BindingFlags.Static | BindingFlags.Public)
            .Where(field => field.FieldType == typeof(DiagnosticDescriptor)).Select(field => (DiagnosticDescriptor)field.GetValue(null)!),
    ];

    private static readonly string[] Ids =
    [
        .. typeof(RuleIds).GetFields(BindingFlags.Static | BindingFlags.Public).Select(field => (string)field.GetValue(null)!),
    ];

    public static TheoryData<string> AllIds => [.. Ids];

    [Fact]
    public void Ids_are_numbered_without_gaps_and_each_has_one_descriptor()
    {
        Assert.NotEmpty(Ids);
        Assert.Equal(Enumerable.Range(1, Ids.Length).Select(number => $"ATTN{number:000}"), Ids);
        Assert.Equal(Ids, Descriptors.Select(descriptor => descriptor.Id));
    }

    [Fact]
    public void The_analyzer_reports_all_but_the_generator_s_own() => Assert.Equal(
        Ids.Except([RuleIds.KernelNotWritten]), new AttentionShapeAnalyzer().SupportedDiagnostics.Select(descriptor => descriptor.Id));

    [Theory]
    [MemberData(nameof(AllIds))]
    public void Each_descriptor_is_an_error_with_a_title_a_repair_and_a_link(string id)
    {
        DiagnosticDescriptor descriptor = Descriptors.Single(descriptor => descriptor.Id == id);

        Assert.Equal(DiagnosticSeverity.Error, descriptor.DefaultSeverity);
        Assert.True(descriptor.IsEnabledByDefault);
        Assert.Contains(WellKnownDiagnosticTags.NotConfigurable, descriptor.CustomTags);
        Assert.Equal("AttnGen", descriptor.Category);
        Assert.Equal($"https://github.com/attngen/attngen/blob/main/docs/diagnostics/{id}.md", descriptor.HelpLinkUri);

        // What is wrong, then what to do about it: two sentences.
        Assert.Matches(@"^.+\. .+[.}]$", descriptor.MessageFormat.ToString(CultureInfo.InvariantCulture));
    }

    [Theory]
    [MemberData(nameof(AllIds))]
    public void Each_id_has_a_page_with_the_descriptor_s_title_and_a_line_in_the_index(string id)
    {
        string heading = $"{id}: {Title(id)}";

        Assert.Equal("# " + heading, File.ReadLines(Path.Combine(Pages, id + ".md")).First());
        Assert.Contains($"| [{id}]({id}.md) | {Title(id)} |", File.ReadLines(Path.Combine(Pages, "README.md")));
    }

    [Theory]
    [MemberData(nameof(AllIds))]
    public void Each_id_stands_in_one_release_file_with_its_category_severity_and_title(string id)
    {
        IEnumerable<string> lines = Directory.EnumerateFiles(Path.Combine(Repository.Root, "generator"), "AnalyzerReleases.*.md")
            .SelectMany(File.ReadLines);

        Assert.Equal($"{id} | AttnGen | Error | {Title(id)}", Assert.Single(lines, line => line.StartsWith(id, StringComparison.Ordinal)));
    }

    [Fact]
    public void There_is_no_page_without_a_diagnostic()
    {
        IEnumerable<string> pages = Directory.EnumerateFiles(Pages).Select(path => Path.GetFileNameWithoutExtension(path));
        string[] ids = [.. Ids, .. CallCatalogueTests.Ids, .. ProjectCatalogueTests.Ids];
        Assert.Equal(ids.Append("README").Order(StringComparer.Ordinal), pages.Order(StringComparer.Ordinal));

        string index = File.ReadAllText(Path.Combine(Pages, "README.md"));
        Assert.Equal(ids, IndexLink().Matches(index).Select(match => match.Groups[1].Value));
    }

    private static string Title(string id) =>
        Descriptors.Single(descriptor => descriptor.Id == id).Title.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\]\((\w+)\.md\)")]
    private static partial Regex IndexLink();
}
