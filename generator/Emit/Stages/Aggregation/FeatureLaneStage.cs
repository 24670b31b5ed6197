using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>Aggregation with features in the lanes: straight into the output.</summary>
internal sealed class FeatureLaneStage(BlockAttentionPlan attention, BlockPlan block, FeatureLaneAggregation plan) : AggregationStage
{
    private int OutputStride => attention.Layout.Output.RowStride;

    /// <inheritdoc/>
    public override void WriteClear(MethodBody body)
    {
        using (body.Code.Open($"for (int row = 0; row < {Literal.Int(block.Queries)}; row++)"))
        {
            string row = Reference.At("output", $"row * {Literal.Int(OutputStride)}");
            body.Code.Line($"MemoryMarshal.CreateSpan(ref {row}, {Literal.Int(block.DV)}).Clear();");
        }
    }

    /// <inheritdoc/>
    public override void WriteAdd(MethodBody body, string value, string factors, string count)
    {
        var method = new AggregateFeaturesMethod
        {
            Queries = block.Queries,
            Width = block.Width,
            Tiles = plan.Tiles,
            Panels = plan.Panels,
            IsOnline = block.IsOnline,
            ValueStride = attention.Layout.Value.RowStride,
            OutputStride = OutputStride,
        };
        body.Code.Line($"{body.Use(method)}(ref {value}, ref scores, ref output, ref {factors}, {count});");
    }

    /// <inheritdoc/>
    public override void WriteNormalize(MethodBody body) =>
        body.Code.Line($"{body.Use(new NormalizeRowsMethod(block.Vectors, block.Queries, block.DV, OutputStride))}(ref output, ref sum);");
}
