namespace AttnGen.Generator.Plan;

/// <summary>The table of the factors of RoPE.</summary>
/// <param name="positions">The positions whose factors are computed once: as many as there are tokens.</param>
/// <param name="factors">The rows.</param>
internal sealed class RopePlan(int positions, RopeFactors factors)
{
    /// <summary>The positions whose factors are computed once.</summary>
    public int Positions { get; } = positions;

    /// <summary>The rows.</summary>
    public RopeFactors Factors { get; } = factors;

    /// <summary>The numbers of the table.</summary>
    public long Length => (long)Positions * Factors.Stride;
}
