namespace AttnGen.Generator.Plan;

/// <summary>What one block of queries of one head is expected to take, in cycles.</summary>
internal readonly struct BlockCost(double scoring, double aggregation, double rest, double edits)
{
    /// <summary>The products with the keys.</summary>
    public double Scoring { get; } = scoring;

    /// <summary>The products with the values.</summary>
    public double Aggregation { get; } = aggregation;

    /// <summary>The softmax, streaming keys and values in, and calling all of it; and the edits of scores, where blocks may leave keys out.</summary>
    public double Rest { get; } = rest;

    /// <summary>The edits of scores, where every plan makes them all.</summary>
    public double Edits { get; } = edits;

    /// <summary>What plans are compared by: all but what is the same in each of them, and would make a small gain look smaller.</summary>
    public double Cycles => Scoring + Aggregation + Rest;
}
