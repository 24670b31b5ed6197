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
        + VisibleKeys.Parameter(HasEdge);

    /// <inheritdoc/>
    protected override string Part => "Keys";

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        if (HasEdge)
        {
            body.Code.Line("// Keys that no query of the block sees are left out.");
            body.Code.Line($"count = {VisibleKeys.OfAny("visible", Block.Queries, "count")};");
            using (body.Code.Open("if (count == 0)"))
            {
                body.Code.Line("return;");
            }
        }

        body.Code.Line(Reference.Declare("correction", "scratch", Block.Scratch.Correction));
        body.Code.Line(Reference.Declare("scores", "scratch", Block.Scratch.Scores));
        WriteQueryLanes(body);
        WriteState(body);
        body.Code.Line($"{body.Use(Score)}(ref key, ref queryLanes, ref scores, ref correction, count, before{Visible("visible")});");
        WriteLargest(body, $"before + count < {Literal.Int(Block.KeyTiles.Rows)}", "correction", "count");
        InfiniteScoreCall.Write(body, Block.Vectors, "correction", "max", "count");
        WriteWeights(body, $"WeightRows.Copy(ref scores, {Width}, ref weights, {Keys}, {Queries}, count);");
        string softmax = body.Use(new OnlineSoftmaxMethod(Block.Vectors, HasEdge));
        body.Code.Line($"{softmax}(ref scores, ref max, ref sum, ref correction, count{Visible("visible")});");
        Aggregation.WriteAdd(body, "value", "correction", "count", "visible");
    }
}
