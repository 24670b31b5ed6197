using System.Text.RegularExpressions;
using Xunit;

namespace AttnGen.Tests.Documentation;

/// <summary>docs/performance.md gives no figure that was not measured where it says: the README has it, or the page about NativeAOT.</summary>
public sealed partial class PerformancePageTests
{
    [Fact]
    public void A_figure_with_a_unit_stands_in_the_readme_or_the_page_about_native_programs()
    {
        string sources = Flat(MarkdownPages.Read("README.md") + MarkdownPages.Read("docs/native-aot.md"));
        MatchCollection figures = Figure().Matches(Flat(MarkdownPages.Read("docs/performance.md")));

        Assert.True(figures.Count > 10);
        Assert.All(figures, figure => Assert.Matches($@"(?<![\d.,]){Regex.Escape(figure.Groups[1].Value)}(?![\d])", sources));
    }

    [Fact]
    public void The_rows_are_those_of_the_readme()
    {
        Dictionary<string, string[]> readme = MarkdownPages.Read("README.md").Split('\n').Select(Cells).Where(cells => cells.Length == 9)
            .ToDictionary(cells => cells[0]);
        string[][] rows = [.. MarkdownPages.Read("docs/performance.md").Split('\n').Select(Cells).Where(cells => cells.Length == 4)];

        Assert.True(rows.Length > 3);
        Assert.All(
            rows.Where(row => row[0].Any(char.IsAsciiDigit)),
            row => Assert.Equal(row.Skip(1), Measured(readme[row[0]])));
    }

    // Its time, its rate and its share of the ceiling.
    private static IEnumerable<string> Measured(string[] cells) => [cells[1], cells[6], cells[7]];

    private static string[] Cells(string line) => line.StartsWith('|') ? [.. line.Trim('|').Split('|').Select(cell => cell.Trim())] : [];

    private static string Flat(string markdown) => markdown.Replace('\n', ' ');

    [GeneratedRegex(@"(?<![\d.,×])(\d[\d.,]*(?: … \d[\d.,]*)?) (?:%|ms|µs|s|KB|MB|GFLOP/s|times)(?!\w)")]
    private static partial Regex Figure();
}
