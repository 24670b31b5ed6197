namespace AttnGen.Generator.Plan;

/// <summary>What one block of queries of one head is expected to take, in cycles.</summary>
/// <param name="Scoring">The products with the keys.</param>
/// <param name="Aggregation">The products with the values.</param>
/// <param name="Rest">The softmax, the edits of scores, streaming keys and values in, and calling all of it.</param>
internal readonly record struct BlockCost(double Scoring, double Aggregation, double Rest)
{
    /// <summary>All of it.</summary>
    public double Cycles => Scoring + Aggregation + Rest;
}
