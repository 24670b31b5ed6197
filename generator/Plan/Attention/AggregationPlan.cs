namespace AttnGen.Generator.Plan;

/// <summary>How a block's weights are multiplied with the values.</summary>
internal abstract record AggregationPlan
{
    /// <summary>The cycles of one block of keys.</summary>
    public required double Cycles { get; init; }

    /// <summary>Of a block's queries, those that one tile serves: it goes through the keys that any of them sees.</summary>
    public abstract int QueriesOfTile(int queries);
}
