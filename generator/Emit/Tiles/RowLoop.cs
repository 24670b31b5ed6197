using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>Writes the loop that sends rows through their tiles.</summary>
internal static class RowLoop
{
    /// <summary>
    /// Tiles that begin at or past <c>count</c> are left out; the last may reach past it, but never past the rows of the plan.
    /// </summary>
    /// <param name="body">Where to write.</param>
    /// <param name="tiles">The rows, cut into tiles.</param>
    /// <param name="count">The number of real rows: an expression.</param>
    /// <param name="call">The call for a tile of so many rows, given the references to its first row.</param>
    /// <param name="references">The references that move with the rows.</param>
    public static void Write(
        MethodBody body, RowTiles tiles, string count, Func<int, IReadOnlyList<string>, string> call, params RowReference[] references) =>
        Write(body, tiles, count, (rows, _, at) => call(rows, at), references);

    /// <summary>The same, where the call needs to know which row is its first.</summary>
    /// <param name="body">Where to write.</param>
    /// <param name="tiles">The rows, cut into tiles.</param>
    /// <param name="count">The number of real rows: an expression.</param>
    /// <param name="call">The call for a tile of so many rows, given its first row, an expression, and the references to it.</param>
    /// <param name="references">The references that move with the rows.</param>
    public static void Write(
        MethodBody body,
        RowTiles tiles,
        string count,
        Func<int, string, IReadOnlyList<string>, string> call,
        params RowReference[] references)
    {
        if (tiles.Count == 1)
        {
            using (body.Code.Open($"if ({count} != 0)"))
            {
                body.Code.Line(call(tiles.Rows, "0", references.Select(reference => reference.Name).ToArray()));
            }

            return;
        }

        int end = tiles.Total - (tiles.Smaller * tiles.LastRows);
        string limit = tiles.Smaller > 0 ? $"Math.Min({count}, {Literal.Int(end)})" : count;
        using (body.Code.Open($"for (int row = 0; row < {limit}; row += {Literal.Int(tiles.Rows)})"))
        {
            string row = "row";
            if (!tiles.IsEven && tiles.Smaller == 0)
            {
                body.Code.Line($"int first = Math.Min(row, {Literal.Int(tiles.LastStart)});");
                row = "first";
            }

            WriteCall(tiles.Rows, row);
        }

        if (tiles.Smaller == 1)
        {
            using (body.Code.Open($"if ({count} > {Literal.Int(end)})"))
            {
                WriteCall(tiles.LastRows, Literal.Int(end));
            }
        }
        else if (tiles.Smaller > 1)
        {
            using (body.Code.Open($"for (int row = {Literal.Int(end)}; row < {count}; row += {Literal.Int(tiles.LastRows)})"))
            {
                WriteCall(tiles.LastRows, "row");
            }
        }

        void WriteCall(int rows, string row) =>
            body.Code.Line(call(rows, row, references.Select(reference => At(reference, row)).ToArray()));
    }

    private static string At(RowReference reference, string row) =>
        Reference.At(reference.Name, reference.Stride == 1 ? row : $"{row} * {Literal.Int(reference.Stride)}");
}
