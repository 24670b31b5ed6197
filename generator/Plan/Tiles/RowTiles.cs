namespace AttnGen.Generator.Plan;

/// <summary>
/// A number of rows covered by register tiles. Where equal ones do not come out even, the last tile either repeats rows of the one before
/// (<see cref="Overlap"/>: one tile method serves all, and no accumulator idles) or is smaller, or the last ones have a row less each
/// (<see cref="Shorter"/>).
/// </summary>
internal sealed record RowTiles(int Rows, int Count, int Total, bool Overlap)
{
    /// <summary>Tiles of a second size must pay for their code: a method more is written, compiled and held in the instruction cache.</summary>
    private const double SecondSize = 1.01;

    /// <summary>How many tiles, the last ones, have a row less.</summary>
    public int Shorter { get; init; }

    /// <summary>Whether every row is in one tile, and all tiles but the <see cref="Shorter"/> ones are full.</summary>
    public bool IsEven => (Rows * Count) - Shorter == Total;

    /// <summary>How many tiles at the end are smaller than the others.</summary>
    public int Smaller => Shorter > 0 ? Shorter : Overlap || IsEven ? 0 : 1;

    /// <summary>The rows of the last tile.</summary>
    public int LastRows => Shorter > 0 ? Rows - 1 : Smaller == 0 ? Rows : Total - (Rows * (Count - 1));

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
    /// <param name="shorter">Whether some tiles may have a row less, if that is worth a second method.</param>
    public static RowTiles Cheapest(int total, int most, int vectors, int depth, bool overlap, bool shorter = false) =>
        Cheapest(total, most, overlap, tiles => tiles.Cost(vectors, depth), shorter);

    /// <summary>The tiles of at most <paramref name="most"/> rows that are cheapest by a cost of the caller's.</summary>
    /// <param name="total">The rows to cover.</param>
    /// <param name="most">The most rows of one tile.</param>
    /// <param name="overlap">Whether a row may be computed twice.</param>
    /// <param name="cost">The cost of all tiles.</param>
    /// <param name="shorter">Whether some tiles may have a row less, if that is worth a second method.</param>
    public static RowTiles Cheapest(int total, int most, bool overlap, Func<RowTiles, double> cost, bool shorter = false)
    {
        RowTiles? best = null;
        double bestCost = double.MaxValue;
        for (int rows = Math.Min(most, total); rows >= 1; rows--)
        {
            var tiles = new RowTiles(rows, (total + rows - 1) / rows, total, overlap);
            Consider(tiles, 1);
            int spare = (tiles.Rows * tiles.Count) - total;
            if (shorter && spare > 0 && spare < tiles.Count)
            {
                Consider(tiles with { Shorter = spare }, SecondSize);
            }
        }

        return best!;

        void Consider(RowTiles tiles, double factor)
        {
            double all = cost(tiles) * factor;
            if (all < bestCost)
            {
                best = tiles;
                bestCost = all;
            }
        }
    }

    /// <summary>The cycles of all tiles.</summary>
    public double Cost(int vectors, int depth) =>
        ((Count - Smaller) * TileCost.Of(Rows, vectors, depth)) + (Smaller * TileCost.Of(LastRows, vectors, depth));
}
