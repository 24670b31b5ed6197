using System.Globalization;
using AttnGen.Generator.Diagnostics;
using AttnGen.Generator.Diagnostics.Calls;
using AttnGen.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace AttnGen.Tests.Generator;

/// <summary>What is said of calls: each id has an analyzer, a page with its title, a line in the index and one in the release file.</summary>
public sealed class CallCatalogueTests
{
    private static readonly DiagnosticAnalyzer[] s_analyzers =
        [new OperandLengthAnalyzer(), new DiscardedRefusalAnalyzer(), new LoopAllocationAnalyzer()];

    /// <summary>Every id from 50 on.</summary>
    public static IReadOnlyList<string> Ids { get; } = [.. CallDescriptors.All.Select(descriptor => descriptor.Id)];

    [Fact]
    public void Ids_are_numbered_from_50_without_gaps_and_each_has_an_analyzer()
    {
        Assert.Equal(Enumerable.Range(50, Ids.Count).Select(number => $"ATTN{number:000}"), Ids);
        Assert.Equal(Ids, s_analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(descriptor => descriptor.Id));
    }

    [Fact]
    public void Each_is_advice_that_can_be_switched_off_and_says_what_to_do() => Assert.All(CallDescriptors.All, descriptor =>
    {
        Assert.True(descriptor.DefaultSeverity < DiagnosticSeverity.Error);
        Assert.True(descriptor.IsEnabledByDefault);
        Assert.DoesNotContain(WellKnownDiagnosticTags.NotConfigurable, descriptor.CustomTags);
        Assert.Matches(@"^.+\. .+[.}]$", descriptor.MessageFormat.ToString(CultureInfo.InvariantCulture));
    });

    [Fact]
    public void Each_has_a_page_a_line_in_the_index_and_one_in_the_release_file() => Assert.All(CallDescriptors.All, descriptor =>
    {
        string title = descriptor.Title.ToString(CultureInfo.InvariantCulture);
        string kind = descriptor.DefaultSeverity == DiagnosticSeverity.Warning ? "a warning" : "a suggestion";

        Assert.Equal(Descriptors.HelpLinkBase + descriptor.Id + ".md", descriptor.HelpLinkUri);
        Assert.StartsWith($"# {descriptor.Id}: {title}\n", Page(descriptor.Id), StringComparison.Ordinal);
        Assert.Contains($"| [{descriptor.Id}]({descriptor.Id}.md) | {title} ({kind}) |", Page("README"), StringComparison.Ordinal);
        Assert.Single(
            Directory.EnumerateFiles(Path.Combine(Repository.Root, "generator"), "AnalyzerReleases.*.md").SelectMany(File.ReadLines),
            line => line == $"{descriptor.Id} | AttnGen | {descriptor.DefaultSeverity} | {title}");
    });

    private static string Page(string id) => File.ReadAllText(Path.Combine(Repository.Root, "docs", "diagnostics", id + ".md"));
}
