using System.Globalization;
using System.Text;

namespace ScoreModifiers;

/// <summary>Prints attention weights as percentages: a row for each query, a column for each key. A weight of exactly 0 is a dot.</summary>
internal static class WeightTable
{
    private const int CellWidth = 5;

    /// <summary>Prints one table.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="words">The words of rows and columns.</param>
    /// <param name="weights">The weights, row after row.</param>
    public static void Write(TextWriter output, string title, IReadOnlyList<string> words, ReadOnlySpan<float> weights)
    {
        output.WriteLine(title);
        output.WriteLine();
        output.WriteLine(new string(' ', CellWidth + 1) + string.Concat(words.Select(word => word.PadLeft(CellWidth))));
        for (int query = 0; query < words.Count; query++)
        {
            var row = new StringBuilder(words[query].PadRight(CellWidth + 1));
            foreach (float weight in weights.Slice(query * words.Count, words.Count))
            {
                row.Append(Cell(weight).PadLeft(CellWidth));
            }

            output.WriteLine(row.ToString());
        }

        output.WriteLine();
    }

    private static string Cell(float weight) =>
        weight == 0 ? "·" : (100 * weight).ToString("0", CultureInfo.InvariantCulture);
}
