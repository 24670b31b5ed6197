namespace AttnGen.Generator.Plan;

/// <summary>The register tiles a tier has room for: rows × vectors accumulators, the panel's vectors, and one broadcast scalar.</summary>
internal static class RegisterTiles
{
    /// <summary>More vectors leave too few rows to share a panel's loads.</summary>
    private const int MostVectors = 4;

    /// <summary>
    /// More rows gain nothing: each needs a load of its own, and the code no longer fits the micro-op cache with its neighbours.
    /// </summary>
    private const int MostRows = 24;

    /// <summary>Enough accumulators to hide the latency of an addition.</summary>
    private const int MostScalarRows = 4;

    /// <summary>The most vectors of one tile. Without vectors there is nothing to share, and plain code is best kept small.</summary>
    public static int MostVectorsFor(Tier tier) => tier.Lanes == 1 ? 1 : MostVectors;

    /// <summary>The most rows that a tile of so many vectors can have without spilling a register.</summary>
    public static int MostRowsFor(Tier tier, int vectors)
    {
        int rows = (tier.Registers - vectors - 1) / vectors;
        return Math.Min(rows, tier.Lanes == 1 ? MostScalarRows : MostRows);
    }
}
