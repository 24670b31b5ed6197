namespace AttnGen.Generator.Plan;

/// <summary>
/// A number of rows cut into near-equal tiles: first <see cref="LargeCount"/> of <see cref="Large"/> rows, then
/// <see cref="SmallCount"/> of one row less. Full tiles with a thin rest would leave the rest too few accumulators to hide the latency
/// of a multiply-add.
/// </summary>
internal sealed record BalancedSplit(int Large, int LargeCount, int SmallCount)
{
    /// <summary>The rows of a small tile.</summary>
    public int Small => Large - 1;

    /// <summary>The rows covered by the large tiles.</summary>
    public int LargeRows => Large * LargeCount;

    /// <summary>All rows.</summary>
    public int Total => LargeRows + (Small * SmallCount);

    /// <summary>Cuts <paramref name="total"/> rows into as few tiles as hold at most <paramref name="most"/> rows each.</summary>
    public static BalancedSplit Of(int total, int most)
    {
        int tiles = (total + most - 1) / most;
        int large = (total + tiles - 1) / tiles;
        int smallCount = (large * tiles) - total;
        return new BalancedSplit(large, tiles - smallCount, smallCount);
    }

    /// <summary>The distinct tile sizes with how often each comes, in order.</summary>
    public IEnumerable<(int Rows, int Count)> Groups()
    {
        yield return (Large, LargeCount);
        if (SmallCount > 0)
        {
            yield return (Small, SmallCount);
        }
    }
}
