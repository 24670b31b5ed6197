using System.Text;
using System.Text.RegularExpressions;
using AttnGen.Tests.Harness;
using Xunit;

namespace AttnGen.Tests.Documentation;

/// <summary>Every link of every page leads to a file that is there, and to a heading of it. Nothing is fetched.</summary>
public sealed partial class LinkTests
{
    private const string PublishedFiles = "https://github.com/attngen/attngen/blob/main/";

    public static TheoryData<string> Pages => [.. MarkdownPages.All];

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_links_of_a_page_lead_somewhere(string page) => Assert.Empty(Broken(page, MarkdownPages.Read(page)));

    [Fact]
    public void Every_page_of_docs_is_in_its_index()
    {
        IEnumerable<string> listed = Link().Matches(MarkdownPages.Read("docs/README.md")).Select(link => "docs/" + link.Groups[1].Value);

        Assert.Subset(listed.ToHashSet(), MarkdownPages.All.Where(page => page.StartsWith("docs/", StringComparison.Ordinal)
            && page != "docs/README.md" && !page.StartsWith("docs/diagnostics/ATTN", StringComparison.Ordinal)).ToHashSet());
    }

    [Fact]
    public void A_broken_link_is_found()
    {
        const string Page = "# One: `two`, three\n[a](semantics.md) [b](no.md) [c](#one-two-three) [d](#four) [e](../README.md#how-fast) [f](../README.md#how-slow)\n"
            + "```text\n[in code](not/a/link)\n# no heading\n```\n`[g](h)` [i](https://github.com/attngen/attngen/blob/main/docs/none.md)";

        Assert.Equal(
            ["no.md", "#four", "../README.md#how-slow", "https://github.com/attngen/attngen/blob/main/docs/none.md"],
            Broken("docs/page.md", Page));
    }

    private static IEnumerable<string> Broken(string page, string markdown) =>
        Link().Matches(InlineCode().Replace(Prose(markdown), "code")).Select(link => link.Groups[1].Value)
            .Where(target => !Leads(page, markdown, target));

    private static bool Leads(string page, string markdown, string target)
    {
        if (target.StartsWith(PublishedFiles, StringComparison.Ordinal))
        {
            return Path.Exists(Path.Combine(Repository.Root, target[PublishedFiles.Length..].Split('#')[0]));
        }

        if (Uri.TryCreate(target, UriKind.Absolute, out Uri? uri) && !uri.IsFile)
        {
            return uri.Scheme == Uri.UriSchemeHttps;
        }

        string[] parts = target.Split('#', 2);
        string path = Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, Uri.UnescapeDataString(parts[0])));
        if (parts[0].Length > 0 && !Path.Exists(path))
        {
            return false;
        }

        return parts.Length == 1 || Anchors(parts[0].Length == 0 ? markdown : File.ReadAllText(path)).Contains(parts[1]);
    }

    /// <summary>The anchors that a heading gets where pages are shown: letters, digits and hyphens, lower case, blanks as hyphens.</summary>
    private static HashSet<string> Anchors(string markdown) =>
    [
        .. Prose(markdown).Split('\n').Where(line => Heading().IsMatch(line)).Select(line =>
        {
            var anchor = new StringBuilder();
            foreach (char letter in line.TrimStart('#').Trim().ToLowerInvariant())
            {
                anchor.Append(letter == ' ' ? "-" : char.IsLetterOrDigit(letter) || letter is '-' or '_' ? letter.ToString() : string.Empty);
            }

            return anchor.ToString();
        }),
    ];

    /// <summary>A page without its blocks of code.</summary>
    private static string Prose(string markdown) => CodeBlock().Replace(markdown.ReplaceLineEndings("\n"), string.Empty);

    [GeneratedRegex(@"\]\(([^)\s]+)(?:\s+""[^""]*"")?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^[ ]*```.*?^[ ]*```[ ]*$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("`[^`\n]+`")]
    private static partial Regex InlineCode();

    [GeneratedRegex("^#{1,6} ")]
    private static partial Regex Heading();
}
