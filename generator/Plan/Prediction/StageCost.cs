namespace AttnGen.Generator.Plan;

/// <summary>What the planner expects of one stage, all heads and all queries together.</summary>
/// <param name="name">The stage.</param>
/// <param name="flops">The operations that the mathematics needs; 0 for what is no product.</param>
/// <param name="cycles">The cycles, by the planner's own model.</param>
/// <param name="bytes">What is read and written: each operand once for each pass over it, whichever memory it comes from.</param>
/// <param name="passes">How often operands are passed over, in words.</param>
internal sealed class StageCost(string name, long flops, double cycles, long bytes, string passes)
{
    /// <summary>The stage.</summary>
    public string Name { get; } = name;

    /// <summary>The operations that the mathematics needs.</summary>
    public long Flops { get; } = flops;

    /// <summary>The cycles.</summary>
    public double Cycles { get; } = cycles;

    /// <summary>What is read and written.</summary>
    public long Bytes { get; } = bytes;

    /// <summary>How often operands are passed over, in words.</summary>
    public string Passes { get; } = passes;

    /// <summary>The operations of two multiply-adds of one lane: what a core does in a cycle for each lane.</summary>
    private const double FlopsOfLane = 4;

    /// <summary>The share of the multiply-add ceiling: 1 where every cycle begins two multiply-adds that the mathematics needs.</summary>
    public static double Share(long flops, double cycles, Tier tier) => flops / (cycles * FlopsOfLane * tier.Lanes);
}
