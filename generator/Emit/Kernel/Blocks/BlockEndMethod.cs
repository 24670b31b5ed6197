using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>The end of a block of queries whose keys came in blocks: the division by the sums.</summary>
internal sealed record BlockEndMethod(BlockAttentionPlan Attention, BlockPlan Block) : BlockPart(Attention, Block)
{
    /// <inheritdoc/>
    public override string Summary => $"{Queries} queries of one head end: divided by their sums.";

    /// <inheritdoc/>
    public override string Parameters =>
        "ref float output, ref float state, ref float weights, bool weighted, int keys"
        + OperandParameter.OfBlock(Attention)
        + Place;

    /// <inheritdoc/>
    protected override string Part => "End";

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        WriteState(body);
        Aggregation.WriteNormalize(body);
        WriteLogSumExp(body);
        if (Attention.OffersWeights)
        {
            if (HasEdge)
            {
                body.Code.Line($"keys = {VisibleKeys.OfAny(Attention.Visibility, "visible", Block.Queries, "keys")};");
            }

            string finish = body.Use(new FinishWeightsMethod(Block.Queries, Block.Keys, HasEdge, HasHidden));
            WriteWeights(body, $"{finish}(ref weights, ref max, ref sum, {(HasHidden ? Keys : "keys")}{Visible("visible")});");
        }

        Aggregation.WriteEnd(body);
    }
}
