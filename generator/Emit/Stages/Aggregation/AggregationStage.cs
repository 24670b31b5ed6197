using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>What a block's method writes of the aggregation. The locals <c>state</c>, <c>scores</c>, <c>sum</c> and <c>output</c> are there.</summary>
internal abstract class AggregationStage(BlockAttentionPlan attention, BlockPlan block)
{
    /// <summary>The attention that the block belongs to.</summary>
    protected BlockAttentionPlan Attention => attention;

    /// <summary>The block.</summary>
    protected BlockPlan Block => block;

    /// <summary>The reference to the first query's output, the step to the next query's, and the step to its next number.</summary>
    protected abstract (string Reference, int QueryStride, int NumberStride) Output { get; }

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

    /// <summary>
    /// Writes the aggregation of a block of keys. Where its edge holds numbers that a weight of 0 does not hide, the tiles end before it.
    /// </summary>
    /// <param name="body">Where to write.</param>
    /// <param name="value">The reference to the first value.</param>
    /// <param name="factors">The reference to the factor of each query: one over the sum, or the correction where keys come in blocks.</param>
    /// <param name="count">The number of keys: an expression.</param>
    /// <param name="visible">How many of them the first query sees, where there is an edge: an expression.</param>
    public void WriteAdd(MethodBody body, string value, string factors, string count, string visible)
    {
        if (attention.Edits is { HideKeys: true })
        {
            WriteAddHidden(body, value, factors, count);
            return;
        }

        if (!attention.HasEdge)
        {
            WriteTiles(body, value, factors, count, visible);
            return;
        }

        string stride = Literal.Int(attention.Layout.Value.RowStride);
        string numbers = Literal.Int(block.DV);
        body.Code.Line($"int shared = {VisibleKeys.Shared(visible, count)};");
        body.Code.Line(Reference.Declare("edgeValue", value, $"shared * {stride}"));
        using (body.Code.Open($"if (EdgeValues.AreFinite(ref edgeValue, {stride}, {numbers}, {count} - shared))"))
        {
            WriteTiles(body, value, factors, count, visible);
        }

        using (body.Code.Open("else"))
        {
            WriteTiles(body, value, factors, "shared", "shared");
            string edgeWeights = Reference.At("scores", $"shared * {Literal.Int(block.Width)}");
            string edgeFactors = block.IsOnline ? "Unsafe.NullRef<float>()" : factors;
            string steps = $"{Literal.Int(Output.QueryStride)}, {Literal.Int(Output.NumberStride)}";
            body.Code.Line("EdgeValues.Add(");
            body.Code.Line($"    ref {edgeWeights}, {Literal.Int(block.Width)}, ref edgeValue, {stride},");
            body.Code.Line($"    ref {Output.Reference}, {steps}, ref {edgeFactors},");
            body.Code.Line($"    {Literal.Int(block.Queries)}, {numbers}, {count} - shared, {visible} - shared);");
        }
    }

    /// <summary>A weight of 0 is that of a hidden key: where a value is not finite, it is left out rather than multiplied.</summary>
    private void WriteAddHidden(MethodBody body, string value, string factors, string count)
    {
        using (body.Code.Open("if (operands.Finite)"))
        {
            WriteTiles(body, value, factors, count, string.Empty);
        }

        using (body.Code.Open("else"))
        {
            WriteTiles(body, value, factors, "0", string.Empty);
            string edgeFactors = block.IsOnline ? "Unsafe.NullRef<float>()" : factors;
            string steps = $"{Literal.Int(Output.QueryStride)}, {Literal.Int(Output.NumberStride)}";
            body.Code.Line("EdgeValues.AddSeen(");
            body.Code.Line($"    ref scores, {Literal.Int(block.Width)}, ref {value}, {Literal.Int(attention.Layout.Value.RowStride)},");
            body.Code.Line($"    ref {Output.Reference}, {steps}, ref {edgeFactors},");
            body.Code.Line($"    {Literal.Int(block.Queries)}, {Literal.Int(block.DV)}, {count});");
        }
    }

    /// <summary>Writes the division by the sums, which become their reciprocals, where keys come in blocks.</summary>
    public abstract void WriteNormalize(MethodBody body);

    /// <summary>Writes the tiles that aggregate a block of keys.</summary>
    /// <param name="body">Where to write.</param>
    /// <param name="value">The reference to the first value.</param>
    /// <param name="factors">The reference to the factor of each query.</param>
    /// <param name="count">The number of keys: an expression.</param>
    /// <param name="visible">How many of them the first query sees, where there is an edge: an expression.</param>
    protected abstract void WriteTiles(MethodBody body, string value, string factors, string count, string visible);

    /// <summary>Writes what comes after all else.</summary>
    public virtual void WriteEnd(MethodBody body)
    {
    }
}
