namespace AttnGen.Generator.Plan;

/// <summary>How a block's weights are multiplied with the values.</summary>
internal abstract record AggregationPlan
{
    /// <summary>The cycles of one block of keys.</summary>
    public required double Cycles { get; init; }
}
