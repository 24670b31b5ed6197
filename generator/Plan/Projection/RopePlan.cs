namespace AttnGen.Generator.Plan;

/// <summary>The table of the factors of RoPE.</summary>
/// <param name="Positions">The positions whose factors are computed once: as many as there are tokens.</param>
/// <param name="Factors">The rows.</param>
internal sealed record RopePlan(int Positions, RopeFactors Factors)
{
    /// <summary>The numbers of the table.</summary>
    public long Length => (long)Positions * Factors.Stride;
}
