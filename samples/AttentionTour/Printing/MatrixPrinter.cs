using System.Globalization;
using System.Text;
using AttentionTour.Numbers;

namespace AttentionTour.Printing;

/// <summary>
/// Prints matrices that share their rows side by side: a label a row, a label a column, an exact zero as a dot; on request the largest
/// of each row in brackets, so that it is seen without colour too.
/// </summary>
internal static class MatrixPrinter
{
    private const string BetweenMatrices = "   ";
    private const int NarrowestCell = 7;

    /// <summary>Prints the matrices and a gap.</summary>
    /// <param name="page">Where to.</param>
    /// <param name="rows">A label a row.</param>
    /// <param name="views">The matrices, each with as many rows as there are labels.</param>
    public static void Matrices(this Page page, IReadOnlyList<string> rows, params MatrixView[] views)
    {
        int labelWidth = rows.Max(label => label.Length) + 1;
        string corner = new(' ', labelWidth);
        page.Line(page.Ink.Bold(corner + Beside(views, view => Pad(" " + view.Title, RowWidth(view)))));
        page.Line(page.Ink.Faint(corner + Beside(views, ColumnLabels)));
        for (int row = 0; row < rows.Count; row++)
        {
            int r = row;
            page.Line(page.Ink.Faint(rows[r].PadRight(labelWidth)) + Beside(views, view => Row(page.Ink, view, r)));
        }

        page.Gap();
    }

    private static string Beside(MatrixView[] views, Func<MatrixView, string> part) => string.Join(BetweenMatrices, views.Select(part));

    private static int CellWidth(MatrixView view) => Math.Max(NarrowestCell, view.Columns.Max(label => label.Length) + 1);

    private static int RowWidth(MatrixView view) => CellWidth(view) * view.Columns.Count;

    private static string ColumnLabels(MatrixView view) =>
        string.Concat(view.Columns.Select(label => (label + " ").PadLeft(CellWidth(view))));

    private static string Pad(string title, int width) => title.PadRight(width);

    private static string Row(Ink ink, MatrixView view, int row)
    {
        Matrix matrix = view.Matrix;
        double rowMaximum = Enumerable.Range(0, matrix.Columns).Max(column => matrix[row, column]);
        (double low, double high) = matrix.Range();
        var text = new StringBuilder();
        for (int column = 0; column < matrix.Columns; column++)
        {
            double value = matrix[row, column];

            // Two words may be spelled alike: then their columns are equally large, but for the last bits.
            bool isLargest = view.ShowsLargest && value >= rowMaximum - 1e-9;
            string number = value == 0 ? "·" : value.ToString(view.Format, CultureInfo.InvariantCulture);
            string cell = ((isLargest ? "[" : " ") + number + (isLargest ? "]" : " ")).PadLeft(CellWidth(view));
            text.Append(view.ShowsLargest ? ink.Heat(cell, (value - low) / (high - low)) : cell);
        }

        return text.ToString();
    }
}
