using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>One block of queries of one head, all keys at once: scoring, softmax and aggregation.</summary>
internal sealed record BlockMethod(BlockAttentionPlan Attention, BlockPlan Block) : BlockPart(Attention, Block)
{
    /// <inheritdoc/>
    public override string Summary =>
        $"{Queries} queries of one head in {Literal.Int(Block.Vectors)} vectors: scoring, softmax, aggregation.";

    /// <inheritdoc/>
    public override string Parameters =>
        "ref float query, ref float key, ref float value, ref float output, ref float scratch, ref float weights, bool weighted, int keys"
        + VisibleKeys.Parameter(HasEdge);

    /// <inheritdoc/>
    protected override string Part => "Block";

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        if (HasEdge)
        {
            body.Code.Line("// Keys that no query of the block sees are left out.");
            body.Code.Line($"keys = {VisibleKeys.OfAny("visible", Block.Queries, "keys")};");
        }

        body.Code.Line(Reference.Declare("state", "scratch", Block.Scratch.State));
        body.Code.Line(Reference.Declare("scores", "scratch", Block.Scratch.Scores));
        WriteQueryLanes(body);
        WriteState(body);
        WriteQueries(body);
        body.Code.Line($"{body.Use(Score)}(ref key, ref queryLanes, ref scores, ref max, keys{Visible("visible")});");
        WriteLargest(body, $"keys != {Keys}", "max", "keys");
        InfiniteScoreCall.Write(body, Block.Vectors, "max", "max", "keys");
        body.Code.Line($"{body.Use(new SoftmaxMethod(Block.Vectors, HasEdge))}(ref scores, ref max, ref sum, keys{Visible("visible")});");
        Aggregation.WriteAdd(body, "value", "sum", "keys", "visible");
        WriteWeights(body, $"WeightRows.Finish(ref scores, ref sum, {Width}, ref weights, {Keys}, {Queries}, keys{Visible("visible")});");
        Aggregation.WriteEnd(body);
    }
}
