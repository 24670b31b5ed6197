using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>The beginning of a block of queries whose keys come in blocks: its queries transposed, nothing summed.</summary>
internal sealed record BlockBeginMethod(BlockAttentionPlan Attention, BlockPlan Block) : BlockPart(Attention, Block)
{
    /// <inheritdoc/>
    public override string Summary => $"{Queries} queries of one head begin: transposed, and nothing summed.";

    /// <inheritdoc/>
    public override string Parameters => "ref float query, ref float output, ref float state" + (Attention.Sink == SinkKind.None ? string.Empty : ", float sink");

    /// <inheritdoc/>
    protected override string Part => "Begin";

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        Lanes lanes = body.Lanes;
        WriteQueryLanes(body);
        WriteState(body);
        WriteQueries(body);
        for (int vector = 0; vector < Block.Vectors; vector++)
        {
            body.Code.Line(lanes.Store(lanes.Broadcast(Attention.Sink == SinkKind.None ? "float.NegativeInfinity" : "sink"), "max", vector * lanes.Count));
            body.Code.Line(lanes.Store(Attention.Sink == SinkKind.None ? lanes.Zero : lanes.Broadcast("1f"), "sum", vector * lanes.Count));
        }

        Aggregation.WriteClear(body);
    }
}
