namespace AttentionTour.Printing;

/// <summary>
/// Prints a table: columns as wide as their widest cell, cells to the right, neighbours of one group under a common head.
/// </summary>
internal static class TablePrinter
{
    private const string Between = "  ";

    /// <summary>Prints the table and a gap.</summary>
    /// <param name="page">Where to.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="rows">The cells.</param>
    public static void Table(this Page page, Column[] columns, IEnumerable<string[]> rows)
    {
        string[][] cells = [.. rows];
        int[] widths = [.. columns.Select((column, i) => Math.Max(column.Name.Length, cells.Max(row => row[i].Length)))];
        if (columns.Any(column => column.Group.Length > 0))
        {
            page.Line(page.Ink.Faint(GroupLine(columns, widths)));
        }

        page.Line(page.Ink.Faint(Right(columns.Select(column => column.Name), widths)));
        page.Line(page.Ink.Faint(string.Join(Between, widths.Select(width => new string('─', width)))));
        foreach (string[] row in cells)
        {
            page.Line(Right(row, widths));
        }

        page.Gap();
    }

    private static string Right(IEnumerable<string> cells, int[] widths) =>
        string.Join(Between, cells.Select((cell, column) => cell.PadLeft(widths[column])));

    /// <summary>The line above the names. A group wider than its columns widens the first of them.</summary>
    private static string GroupLine(Column[] columns, int[] widths)
    {
        var parts = new List<string>();
        for (int first = 0, next; first < columns.Length; first = next)
        {
            string group = columns[first].Group;
            next = first + 1;
            while (next < columns.Length && group.Length > 0 && columns[next].Group == group)
            {
                next++;
            }

            int width = widths[first..next].Sum() + (Between.Length * (next - first - 1));
            widths[first] += Math.Max(0, group.Length - width);
            parts.Add(group.PadLeft(Math.Max(width, group.Length)));
        }

        return string.Join(Between, parts);
    }
}
