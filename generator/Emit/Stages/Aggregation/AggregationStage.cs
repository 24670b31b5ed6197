using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>What a block's method writes of the aggregation. The locals <c>scores</c>, <c>sum</c> and <c>output</c> are there.</summary>
internal abstract class AggregationStage
{
    /// <summary>The stage of a block's plan.</summary>
    public static AggregationStage Of(BlockAttentionPlan attention, BlockPlan block) => block.Aggregation switch
    {
        FeatureLaneAggregation features => new FeatureLaneStage(attention, block, features),
        QueryLaneAggregation queries => new QueryLaneStage(attention, block, queries),
        _ => throw new InvalidOperationException("An aggregation that nothing writes."),
    };

    /// <summary>Writes what comes before all else.</summary>
    public virtual void WriteBegin(MethodBody body)
    {
    }

    /// <summary>Writes zeros where the sum over blocks of keys grows.</summary>
    public abstract void WriteClear(MethodBody body);

    /// <summary>Writes the aggregation of a block of keys.</summary>
    /// <param name="body">Where to write.</param>
    /// <param name="value">The reference to the first value.</param>
    /// <param name="factors">The reference to the factor of each query: one over the sum, or the correction where keys come in blocks.</param>
    /// <param name="count">The number of keys: an expression.</param>
    public abstract void WriteAdd(MethodBody body, string value, string factors, string count);

    /// <summary>Writes the division by the sums, which become their reciprocals, where keys come in blocks.</summary>
    public abstract void WriteNormalize(MethodBody body);

    /// <summary>Writes what comes after all else.</summary>
    public virtual void WriteEnd(MethodBody body)
    {
    }
}
