using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>Aggregation with features in the lanes: straight into the output.</summary>
internal sealed class FeatureLaneStage(BlockAttentionPlan attention, BlockPlan block, FeatureLaneAggregation plan)
    : AggregationStage(attention, block)
{
    /// <inheritdoc/>
    protected override (string Reference, int QueryStride, int NumberStride) Output => ("output", OutputStride, 1);

    private int OutputStride => Attention.Layout.Output.RowStride;

    /// <inheritdoc/>
    public override void WriteClear(MethodBody body)
    {
        using (body.Code.Open($"for (int row = 0; row < {Literal.Int(Block.Queries)}; row++)"))
        {
            string row = Reference.At("output", $"row * {Literal.Int(OutputStride)}");
            body.Code.Line($"MemoryMarshal.CreateSpan(ref {row}, {Literal.Int(Block.DV)}).Clear();");
        }
    }

    /// <inheritdoc/>
    protected override void WriteTiles(MethodBody body, string value, string factors, string count, string visible)
    {
        var method = new AggregateFeaturesMethod
        {
            Queries = Block.Queries,
            Width = Block.Width,
            Tiles = plan.Tiles,
            Panels = plan.Panels,
            IsOnline = Block.IsOnline,
            ValueStride = Attention.Layout.Value.RowStride,
            OutputStride = OutputStride,
            HasEdge = Attention.HasEdge,
        };
        string last = VisibleKeys.Argument(Attention.HasEdge, visible);
        body.Code.Line($"{body.Use(method)}(ref {value}, ref scores, ref output, ref {factors}, {count}{last});");
    }

    /// <inheritdoc/>
    public override void WriteNormalize(MethodBody body) =>
        body.Code.Line($"{body.Use(new NormalizeRowsMethod(Block.Vectors, Block.Queries, Block.DV, OutputStride))}(ref output, ref sum);");
}
