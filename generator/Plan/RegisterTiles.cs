namespace AttnGen.Generator.Plan;

/// <summary>The register tiles a tier has room for: rows × vectors accumulators, the panel's vectors, and one broadcast scalar.</summary>
internal static class RegisterTiles
{
    /// <summary>More vectors leave too few rows to share a panel's loads.</summary>
    public const int MostVectors = 4;

    /// <summary>
    /// More rows gain nothing: each needs a load of its own, and the code no longer fits the micro-op cache with its neighbours.
    /// </summary>
    private const int MostRows = 24;

    /// <summary>The most rows that a tile of so many vectors can have without spilling a register.</summary>
    public static int MostRowsFor(Tier tier, int vectors)
    {
        int rows = (tier.Registers - vectors - 1) / vectors;
        return Math.Min(rows, MostRows);
    }
}
