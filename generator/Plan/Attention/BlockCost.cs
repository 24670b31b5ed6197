namespace AttnGen.Generator.Plan;

/// <summary>What one block of queries of one head is expected to take, in cycles.</summary>
/// <param name="Scoring">The products with the keys.</param>
/// <param name="Aggregation">The products with the values.</param>
/// <param name="Rest">The softmax, streaming keys and values in, and calling all of it; and the edits of scores, where blocks may leave keys out.</param>
/// <param name="Edits">The edits of scores, where every plan makes them all.</param>
internal readonly record struct BlockCost(double Scoring, double Aggregation, double Rest, double Edits)
{
    /// <summary>What plans are compared by: all but what is the same in each of them, and would make a small gain look smaller.</summary>
    public double Cycles => Scoring + Aggregation + Rest;
}
