namespace AttnGen.Generator.Plan;

/// <summary>What the planner expects of one stage, all heads and all queries together.</summary>
/// <param name="Name">The stage.</param>
/// <param name="Flops">The operations that the mathematics needs; 0 for what is no product.</param>
/// <param name="Cycles">The cycles, by the planner's own model.</param>
/// <param name="Bytes">What is read and written: each operand once for each pass over it, whichever memory it comes from.</param>
/// <param name="Passes">How often operands are passed over, in words.</param>
internal sealed record StageCost(string Name, long Flops, double Cycles, long Bytes, string Passes)
{
    /// <summary>The operations of two multiply-adds of one lane: what a core does in a cycle for each lane.</summary>
    private const double FlopsOfLane = 4;

    /// <summary>The share of the multiply-add ceiling: 1 where every cycle begins two multiply-adds that the mathematics needs.</summary>
    public static double Share(long flops, double cycles, Tier tier) => flops / (cycles * FlopsOfLane * tier.Lanes);
}
