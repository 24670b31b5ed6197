using System.Globalization;
using System.Text;
using System.Xml;
using static System.FormattableString;

namespace SentenceEncoder;

/// <summary>Draws a heat map as an SVG 1.1 file that needs nothing beside it.</summary>
internal static class SvgHeatMap
{
    private const string Svg = "http://www.w3.org/2000/svg";
    private const int Cell = 26;
    private const int Margin = 20;
    private const int Title = 50;
    private const int Footer = 24;
    private const int LetterWidth = 8;
    private const int LongestLabel = 20;

    /// <summary>Writes the file, and the folders on the way to it.</summary>
    /// <param name="path">The file; replaced if it is there.</param>
    /// <param name="map">What to draw.</param>
    /// <param name="sentence">The sentence, for the title.</param>
    public static void Save(string path, HeatMap map, string sentence)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        Write(file, map, sentence);
    }

    /// <summary>Writes the drawing.</summary>
    public static void Write(TextWriter output, HeatMap map, string sentence)
    {
        string[] labels = [.. map.Tokens.Select(token => Printable(TextWidth.Truncate(HeatMap.Display(token.Text), LongestLabel)))];
        int label = (labels.Max(TextWidth.Of) * LetterWidth) + 10;
        int left = Margin + label;
        int top = Title + label;
        int side = labels.Length * Cell;
        string caption = Printable(map.Caption);
        string scale = Invariant($"Rows look at columns; the darkest cell is {map.Max:0.00}.");
        int width = Math.Max(left + side, Margin + (LetterWidth * Math.Max(caption.Length, scale.Length))) + Margin;
        int height = top + side + Footer + Margin;

        using var xml = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, NewLineChars = "\n", CloseOutput = false });
        xml.WriteStartDocument();
        xml.WriteStartElement("svg", Svg);
        Attributes(xml, ("width", width), ("height", height));
        xml.WriteAttributeString("viewBox", Invariant($"0 0 {width} {height}"));
        xml.WriteAttributeString("font-family", "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace");
        xml.WriteAttributeString("font-size", "13");

        xml.WriteElementString("title", Svg, Printable(HeatMap.Display(sentence)));
        xml.WriteStartElement("rect", Svg);
        Attributes(xml, ("width", width), ("height", height));
        xml.WriteAttributeString("fill", "#ffffff");
        xml.WriteEndElement();
        Text(xml, caption, Margin, Margin + 8, weight: "bold");
        Text(xml, scale, Margin, top + side + Footer);

        for (int i = 0; i < labels.Length; i++)
        {
            int middle = (i * Cell) + (Cell / 2);
            Text(xml, labels[i], left - 6, top + middle + 4, anchor: "end", weight: map.Looks(i) ? "bold" : null);
            Text(xml, labels[i], left + middle + 4, top - 6, weight: map.IsLookedAt(i) ? "bold" : null, upright: true);
        }

        for (int query = 0; query < labels.Length; query++)
        {
            for (int key = 0; key < labels.Length; key++)
            {
                DrawCell(xml, map, labels, query, key, left + (key * Cell), top + (query * Cell));
            }
        }

        Frame(xml, map.Look, left, top);
        xml.WriteEndElement();
        xml.WriteEndDocument();
    }

    /// <summary>A square with the weight as its tooltip.</summary>
    private static void DrawCell(XmlWriter xml, HeatMap map, string[] labels, int query, int key, int x, int y)
    {
        xml.WriteStartElement("rect", Svg);
        Attributes(xml, ("x", x), ("y", y), ("width", Cell), ("height", Cell));
        xml.WriteAttributeString("fill", Palette.Fill(map.Level(query, key)));
        xml.WriteElementString("title", Svg, Invariant($"{labels[query]} → {labels[key]} {map[query, key]:0.000}"));
        xml.WriteEndElement();
    }

    /// <summary>A frame around the cells of the look that the head was chosen for.</summary>
    private static void Frame(XmlWriter xml, AttentionLook look, int left, int top)
    {
        xml.WriteStartElement("rect", Svg);
        Attributes(
            xml,
            ("x", left + (look.To.Start * Cell)),
            ("y", top + (look.From.Start * Cell)),
            ("width", (look.To.End - look.To.Start) * Cell),
            ("height", (look.From.End - look.From.Start) * Cell));
        xml.WriteAttributeString("fill", "none");
        xml.WriteAttributeString("stroke", "#d94801");
        xml.WriteAttributeString("stroke-width", "2");
        xml.WriteEndElement();
    }

    private static void Text(
        XmlWriter xml, string text, int x, int y, string? anchor = null, string? weight = null, bool upright = false)
    {
        xml.WriteStartElement("text", Svg);
        Attributes(xml, ("x", x), ("y", y));
        Optional(xml, "text-anchor", anchor);
        Optional(xml, "font-weight", weight);
        Optional(xml, "transform", upright ? Invariant($"rotate(-90 {x} {y})") : null);
        xml.WriteString(text);
        xml.WriteEndElement();
    }

    private static void Optional(XmlWriter xml, string name, string? value)
    {
        if (value is not null)
        {
            xml.WriteAttributeString(name, value);
        }
    }

    private static void Attributes(XmlWriter xml, params ReadOnlySpan<(string Name, int Value)> attributes)
    {
        foreach ((string name, int value) in attributes)
        {
            xml.WriteAttributeString(name, value.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>A text without the few characters that XML cannot hold.</summary>
    private static string Printable(string text)
    {
        var printable = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            printable.Append(rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? "\uFFFD" : rune.ToString());
        }

        return printable.ToString();
    }
}
