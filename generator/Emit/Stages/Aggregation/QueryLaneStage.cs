using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>Aggregation with queries in the lanes: into scratch memory, from which the output is transposed at the end.</summary>
internal sealed class QueryLaneStage(BlockAttentionPlan attention, BlockPlan block, QueryLaneAggregation plan) : AggregationStage
{
    /// <inheritdoc/>
    public override void WriteBegin(MethodBody body) => body.Code.Line(Reference.Declare("outputLanes", "scratch", block.Scratch.Output));

    /// <inheritdoc/>
    public override void WriteClear(MethodBody body) =>
        body.Code.Line($"MemoryMarshal.CreateSpan(ref outputLanes, {Literal.Int(block.DV * block.Width)}).Clear();");

    /// <inheritdoc/>
    public override void WriteAdd(MethodBody body, string value, string factors, string count)
    {
        var method = new AggregateMethod
        {
            Vectors = block.Vectors,
            Width = block.Width,
            DV = block.DV,
            Tiles = plan.Tiles,
            IsOnline = block.IsOnline,
            ValueStride = attention.Layout.Value.RowStride,
        };
        body.Code.Line($"{body.Use(method)}(ref {value}, ref scores, ref outputLanes, ref {factors}, {count});");
    }

    /// <inheritdoc/>
    public override void WriteNormalize(MethodBody body) =>
        body.Code.Line($"{body.Use(new NormalizeMethod(block.Vectors, block.DV))}(ref outputLanes, ref sum);");

    /// <inheritdoc/>
    public override void WriteEnd(MethodBody body)
    {
        int lanes = body.Tier.Lanes;
        int stride = attention.Layout.Output.RowStride;
        for (int first = 0; first < block.Queries; first += lanes)
        {
            string method = body.Use(new TransposeOutputMethod
            {
                LaneCount = lanes,
                Queries = Math.Min(lanes, block.Queries - first),
                Columns = block.DV,
                RowStride = stride,
                LaneStride = block.Width,
            });
            body.Code.Line($"{method}(ref {Reference.At("outputLanes", first)}, ref {Reference.At("output", (long)first * stride)});");
        }
    }
}
