using System.Globalization;
using System.Xml.Linq;
using AttnGen.Tests.Harness;
using SentenceEncoder;
using Xunit;

namespace AttnGen.Tests.Samples;

/// <summary>The drawings of a head, in the terminal and as SVG.</summary>
public sealed class HeatMapTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void The_drawing_is_an_svg_document_with_a_cell_for_every_pair()
    {
        using var hostile = new HostileCulture();
        HeatMap map = Map(["▁The", "▁bank", "▁va", "ult"], (1, 2, 0.25f), (1, 3, 0.5f), (0, 0, 1f));
        XElement root = Draw(map, "The bank vault");
        Assert.Equal(Svg + "svg", root.Name);

        XElement[] cells = [.. root.Elements(Svg + "rect").Where(rect => rect.Element(Svg + "title") is not null)];
        Assert.Equal(16, cells.Length);
        Assert.Equal("▁bank → ult 0.500", cells[7].Element(Svg + "title")!.Value);
        Assert.Equal("#08306b", cells[0].Attribute("fill")!.Value);
        Assert.Equal("#f7fbff", cells[1].Attribute("fill")!.Value);
        Assert.Contains(root.Elements(Svg + "text"), text => text.Value == "layer 1, head 1: bank → vault 0.75");
        Assert.Contains(root.Elements(Svg + "text"), text => text.Value.EndsWith("1.00.", StringComparison.Ordinal));
    }

    [Fact]
    public void Everything_lies_inside_the_drawing()
    {
        XElement root = Draw(Map(["▁a", "▁b"], (0, 1, 1f)), "a b");
        double width = Number(root, "width");
        double height = Number(root, "height");
        Assert.All(root.Elements(Svg + "rect"), rect =>
        {
            Assert.InRange(Number(rect, "x") + Number(rect, "width"), 0, width);
            Assert.InRange(Number(rect, "y") + Number(rect, "height"), 0, height);
        });

        // A letter of the font is 8 wide; the labels that stand upright are measured along their column.
        Assert.All(
            root.Elements(Svg + "text").Where(text => text.Attribute("transform") is null && text.Attribute("text-anchor") is null),
            text => Assert.InRange(Number(text, "x") + (8 * text.Value.Length), 0, width));

        static double Number(XElement element, string name) =>
            double.Parse(element.Attribute(name)?.Value ?? "0", CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("<b>&\"'</b>")]
    [InlineData("\u0001\u0000")]
    [InlineData("\uFFFE\uFFFF")]
    [InlineData("\uD800")]
    [InlineData("😀👩‍🚀")]
    [InlineData("]]>")]
    public void Any_token_leaves_the_drawing_well_formed(string token)
    {
        XElement root = Draw(Map(["▁a", token], (0, 1, 1f)), token);
        Assert.Equal(4, root.Elements(Svg + "rect").Count(rect => rect.Element(Svg + "title") is not null));
    }

    [Fact]
    public void The_file_and_its_folders_are_made_and_replaced()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("new/deeper/map.svg");
        SvgHeatMap.Save(path, Map(["▁a", "▁much", "▁longer", "▁sentence"], (0, 1, 1f)), "a");
        SvgHeatMap.Save(path, Map(["▁a", "▁b"], (0, 1, 1f)), "a");
        Assert.Equal(Svg + "svg", XDocument.Load(path).Root!.Name);
    }

    [Fact]
    public void Without_colours_darker_characters_are_more_attention()
    {
        string[] lines = Print(Map(["▁x", "▁y"], (0, 1, 1f), (1, 0, 0.5f), (1, 1, 0.25f)), colour: false, width: 80);
        Assert.DoesNotContain(lines, line => line.Contains('\e', StringComparison.Ordinal));
        Assert.Contains("▸ ▁x    ███", lines);
        Assert.Contains("  ▁y ▒▒▒░░░", lines);
        Assert.Contains(lines, line => line.Contains("1.00", StringComparison.Ordinal));
    }

    [Fact]
    public void With_colours_cells_are_painted()
    {
        string[] lines = Print(Map(["▁x", "▁y"], (0, 1, 1f)), colour: true, width: 80);
        Assert.Contains(lines, line => line.Contains("\e[48;5;17;38;5;255m   \e[0m\e[48;5;229;38;5;16m   \e[0m", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(200)]
    public void No_line_is_wider_than_the_terminal(int width)
    {
        string[] tokens = [.. Enumerable.Range(0, 128).Select(i => i % 7 == 0 ? "日本語のトークン、とても長い" : $"▁token{i}")];
        string[] lines = Print(Map(tokens, (0, 1, 1f)), colour: false, width);
        Assert.All(lines[..^2], line => Assert.InRange(TextWidth.Of(line), 0, width));
        if (width < 128)
        {
            Assert.Contains(lines, line => line.Contains("of 128 tokens; the drawing has them all", StringComparison.Ordinal));
        }
    }

    private static HeatMap Map(string[] tokens, params (int Query, int Key, float Weight)[] weights)
    {
        var maps = new AttentionMaps();
        foreach ((int query, int key, float weight) in weights)
        {
            AttentionLookTests.Set(maps, layer: 0, head: 0, query, key, weight);
        }

        return new HeatMap(maps, new TokenizedSentence(string.Concat(tokens), WordTests.Tokens(tokens), tokens.Length));
    }

    private static XElement Draw(HeatMap map, string sentence)
    {
        using var output = new StringWriter();
        SvgHeatMap.Write(output, map, sentence);
        return XDocument.Parse(output.ToString()).Root!;
    }

    private static string[] Print(HeatMap map, bool colour, int width)
    {
        using var output = new StringWriter { NewLine = "\n" };
        TerminalHeatMap.Print(new Terminal { Out = output, Error = TextWriter.Null, HasColour = colour, Width = width }, map);
        return output.ToString().Split('\n');
    }
}
