namespace AttnGen.Generator.Plan;

/// <summary>
/// A number of rows covered by equal register tiles. Where they do not come out even, the last tile either repeats rows of the one before
/// (<see cref="Overlap"/>: one tile method serves all, and no accumulator idles) or is smaller.
/// </summary>
internal sealed record RowTiles(int Rows, int Count, int Total, bool Overlap)
{
    /// <summary>Whether the tiles come out even.</summary>
    public bool IsEven => Rows * Count == Total;

    /// <summary>The rows of the last tile.</summary>
    public int LastRows => Overlap || IsEven ? Rows : Total - (Rows * (Count - 1));

    /// <summary>Where the last tile starts.</summary>
    public int LastStart => Total - LastRows;

    /// <summary>The cheapest tiles of at most <paramref name="most"/> rows.</summary>
    /// <param name="total">The rows to cover.</param>
    /// <param name="most">The most rows of one tile.</param>
    /// <param name="vectors">The vectors of one tile.</param>
    /// <param name="depth">Its depth.</param>
    /// <param name="overlap">
    /// Whether a row may be computed twice. Where a tile goes on from what the target holds, it may not.
    /// </param>
    public static RowTiles Cheapest(int total, int most, int vectors, int depth, bool overlap) =>
        Cheapest(total, most, overlap, tiles => tiles.Cost(vectors, depth));

    /// <summary>The tiles of at most <paramref name="most"/> rows that are cheapest by a cost of the caller's.</summary>
    /// <param name="total">The rows to cover.</param>
    /// <param name="most">The most rows of one tile.</param>
    /// <param name="overlap">Whether a row may be computed twice.</param>
    /// <param name="cost">The cost of all tiles.</param>
    public static RowTiles Cheapest(int total, int most, bool overlap, Func<RowTiles, double> cost)
    {
        RowTiles? best = null;
        double bestCost = double.MaxValue;
        for (int rows = Math.Min(most, total); rows >= 1; rows--)
        {
            var tiles = new RowTiles(rows, (total + rows - 1) / rows, total, overlap);
            double all = cost(tiles);
            if (all < bestCost)
            {
                best = tiles;
                bestCost = all;
            }
        }

        return best!;
    }

    /// <summary>The cycles of all tiles.</summary>
    public double Cost(int vectors, int depth) =>
        ((Count - 1) * TileCost.Of(Rows, vectors, depth)) + TileCost.Of(LastRows, vectors, depth);
}
