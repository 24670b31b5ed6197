using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>The beginning of a block of queries whose keys come in blocks: its queries transposed, nothing summed.</summary>
internal sealed record BlockBeginMethod(BlockAttentionPlan Attention, BlockPlan Block) : BlockPart(Attention, Block)
{
    /// <inheritdoc/>
    public override string Summary => $"{Queries} queries of one head begin: transposed, and nothing summed.";

    /// <inheritdoc/>
    public override string Parameters => "ref float query, ref float output, ref float state";

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
            body.Code.Line(lanes.Store(lanes.Broadcast("float.NegativeInfinity"), "max", vector * lanes.Count));
            body.Code.Line(lanes.Store(lanes.Zero, "sum", vector * lanes.Count));
        }

        Aggregation.WriteClear(body);
    }
}
