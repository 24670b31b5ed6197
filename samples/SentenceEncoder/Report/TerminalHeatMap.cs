using System.Text;
using static System.FormattableString;

namespace SentenceEncoder;

/// <summary>Draws a heat map with characters: coloured cells where the terminal has colours, shaded ones elsewhere.</summary>
internal static class TerminalHeatMap
{
    private const int LongestLabel = 14;
    private const int TallestLabel = 9;
    private const int WidestCell = 3;
    private const string Mark = "▸ ";
    private const string NoMark = "  ";

    /// <summary>Prints the map, as many of its tokens as fit the width.</summary>
    public static void Print(Terminal terminal, HeatMap map)
    {
        string[] labels = [.. map.Tokens.Select(token => HeatMap.Display(token.Text))];
        int margin = Mark.Length + Math.Min(labels.Max(TextWidth.Of), LongestLabel) + 1;
        int room = Math.Max(1, terminal.Width - margin);
        int shown = Math.Min(labels.Length, room);
        int cell = Math.Clamp(room / labels.Length, 1, WidestCell);

        PrintHeader(terminal, map, labels.AsSpan(0, shown), margin, cell);
        for (int query = 0; query < shown; query++)
        {
            string label = (map.Looks(query) ? Mark : NoMark) + TextWidth.Fit(labels[query], margin - Mark.Length);
            string line = map.Looks(query) ? terminal.Bold(label) : label;
            for (int key = 0; key < shown; key++)
            {
                double level = map.Level(query, key);
                line += terminal.HasColour ? terminal.Paint(new string(' ', cell), level) : new string(Palette.Shade(level), cell);
            }

            terminal.Out.WriteLine(line.TrimEnd());
        }

        terminal.Out.WriteLine();
        PrintScale(terminal, map, margin);
        if (shown < labels.Length)
        {
            terminal.Out.WriteLine($"{new string(' ', margin)}The first {shown} of {labels.Length} tokens; the drawing has them all.");
        }
    }

    /// <summary>The labels of the columns, from top to bottom and standing on the map.</summary>
    private static void PrintHeader(Terminal terminal, HeatMap map, ReadOnlySpan<string> labels, int margin, int cell)
    {
        var columns = new List<Rune[]>();
        foreach (string label in labels)
        {
            columns.Add([.. TextWidth.Truncate(label, TallestLabel).EnumerateRunes()]);
        }

        int height = columns.Max(column => column.Length);
        for (int row = 0; row < height; row++)
        {
            string line = new(' ', margin);
            for (int key = 0; key < columns.Count; key++)
            {
                int place = row - (height - columns[key].Length);
                string text = TextWidth.Fit(place < 0 ? "" : Centre(columns[key][place].ToString(), cell), cell);
                line += map.IsLookedAt(key) ? terminal.Bold(text) : text;
            }

            terminal.Out.WriteLine(line.TrimEnd());
        }
    }

    private static string Centre(string character, int cell) => cell == WidestCell ? " " + character : character;

    private static void PrintScale(Terminal terminal, HeatMap map, int margin)
    {
        const int Steps = 5;
        terminal.Out.Write(new string(' ', margin) + "0 ");
        for (int step = 0; step < Steps; step++)
        {
            double level = (double)step / (Steps - 1);
            terminal.Out.Write(terminal.HasColour ? terminal.Paint("   ", level) : new string(Palette.Shade(level), 3));
        }

        terminal.Out.WriteLine(Invariant($" {map.Max:0.00}"));
    }
}
