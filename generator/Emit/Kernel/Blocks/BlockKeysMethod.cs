using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>One block of queries meets one block of keys: scoring, a step of the online softmax, and aggregation.</summary>
internal sealed record BlockKeysMethod(BlockAttentionPlan Attention, BlockPlan Block) : BlockPart(Attention, Block)
{
    /// <inheritdoc/>
    public override string Summary =>
        $"{Queries} queries of one head in {Literal.Int(Block.Vectors)} vectors meet a block of keys, with some keys before it.";

    /// <inheritdoc/>
    public override string Parameters =>
        "ref float key, ref float value, ref float output, ref float state, ref float scratch, ref float weights, bool weighted, "
        + "int count, int before"
        + OperandParameter.OfBlock(Attention)
        + Place;

    /// <inheritdoc/>
    protected override string Part => "Keys";

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        WriteSkip(body, "count");
        if (SkipsFirst)
        {
            body.Code.Line("before += skip;");
        }

        if (HasEdge || Attention.Edits is { SkipKeys: true })
        {
            using (body.Code.Open("if (count == 0)"))
            {
                body.Code.Line("return;");
            }
        }

        body.Code.Line(Reference.Declare("correction", "scratch", Block.Scratch.Correction));
        body.Code.Line(Reference.Declare("scores", "scratch", Block.Scratch.Scores));
        WriteQueryLanes(body);
        WriteState(body);
        WriteScores(body, "correction", "before", "count");

        // A tile that reaches back into the keys before repeats their scores, which count already; of their mask nothing is at hand.
        string reached = Attention.Edits is { Mask: not MaskKind.None } ? "count" : "before + count";
        WriteLargest(body, $"{reached} < {Literal.Int(Block.KeyTiles.Rows)}", "correction", "count");
        InfiniteScoreCall.Write(body, Block.Vectors, "correction", "max", "count");
        WriteWeights(body, $"WeightRows.Copy(ref scores, {Width}, ref {(SkipsFirst ? "Unsafe.Add<float>(ref weights, skip)" : "weights")}, {Keys}, {Queries}, count);");
        string softmax = body.Use(new OnlineSoftmaxMethod(Block.Vectors, HasEdge, HasHidden));
        body.Code.Line($"{softmax}(ref scores, ref max, ref sum, ref correction, count{Visible("visible")});");
        Aggregation.WriteAdd(body, "value", "correction", "count", "visible");
    }
}
