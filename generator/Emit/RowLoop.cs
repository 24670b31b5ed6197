using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>Writes the loops that send a run of rows through the tiles of a split.</summary>
internal static class RowLoop
{
    /// <summary>
    /// One loop for each tile size. Tiles that begin at or past <c>count</c> are left out; the last may reach past it, but never past the
    /// rows of the split.
    /// </summary>
    /// <param name="body">Where to write.</param>
    /// <param name="split">The rows, cut into tiles.</param>
    /// <param name="call">The call for a tile of so many rows.</param>
    /// <param name="advances">References to move on after each row, with the distance.</param>
    public static void Write(
        MethodBody body, BalancedSplit split, Func<int, string> call, params (string Reference, int Distance)[] advances)
    {
        int start = 0;
        foreach ((int rows, int count) in split.Groups())
        {
            int end = start + (rows * count);
            bool last = end == split.Total;
            string limit = last ? "count" : $"Math.Min(count, {Literal.Int(end)})";
            if (count == 1)
            {
                using (body.Code.Open($"if (count > {Literal.Int(start)})"))
                {
                    WriteTile(rows);
                }
            }
            else
            {
                using (body.Code.Open($"for (int row = {Literal.Int(start)}; row < {limit}; row += {Literal.Int(rows)})"))
                {
                    WriteTile(rows);
                }
            }

            start = end;
        }

        void WriteTile(int rows)
        {
            body.Code.Line(call(rows));
            foreach ((string reference, int distance) in advances)
            {
                body.Code.Line(Reference.Advance(reference, (long)rows * distance));
            }
        }
    }
}
