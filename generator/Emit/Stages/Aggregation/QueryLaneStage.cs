using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>Aggregation with queries in the lanes: into scratch memory, from which the output is transposed at the end.</summary>
internal sealed class QueryLaneStage(BlockAttentionPlan attention, BlockPlan block, QueryLaneAggregation plan)
    : AggregationStage(attention, block)
{
    /// <inheritdoc/>
    protected override (string Reference, int QueryStride, int NumberStride) Output => ("outputLanes", 1, Block.Width);

    /// <inheritdoc/>
    public override void WriteBegin(MethodBody body) => body.Code.Line(Reference.Declare("outputLanes", "state", Block.Scratch.Output));

    /// <inheritdoc/>
    public override void WriteClear(MethodBody body) =>
        body.Code.Line($"MemoryMarshal.CreateSpan(ref outputLanes, {Literal.Int(Block.DV * Block.Width)}).Clear();");

    /// <inheritdoc/>
    protected override void WriteTiles(MethodBody body, string value, string factors, string count, string visible)
    {
        var method = new AggregateMethod
        {
            Vectors = Block.Vectors,
            Width = Block.Width,
            DV = Block.DV,
            Tiles = plan.Tiles,
            IsOnline = Block.IsOnline,
            ValueStride = Attention.Layout.Value.RowStride,
        };
        body.Code.Line($"{body.Use(method)}(ref {value}, ref scores, ref outputLanes, ref {factors}, {count});");
    }

    /// <inheritdoc/>
    public override void WriteNormalize(MethodBody body) =>
        body.Code.Line($"{body.Use(new NormalizeMethod(Block.Vectors, Block.DV))}(ref outputLanes, ref sum);");

    /// <inheritdoc/>
    public override void WriteEnd(MethodBody body)
    {
        int lanes = body.Tier.Lanes;
        int stride = Attention.Layout.Output.RowStride;
        for (int first = 0; first < Block.Queries; first += lanes)
        {
            string method = body.Use(new TransposeOutputMethod
            {
                LaneCount = lanes,
                Queries = Math.Min(lanes, Block.Queries - first),
                Columns = Block.DV,
                RowStride = stride,
                LaneStride = Block.Width,
            });
            body.Code.Line($"{method}(ref {Reference.At("outputLanes", first)}, ref {Reference.At("output", (long)first * stride)});");
        }
    }
}
