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
        + OperandParameter.OfBlock(Attention)
        + Place;

    /// <inheritdoc/>
    protected override string Part => "Block";

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        WriteSkip(body, "keys");
        body.Code.Line(Reference.Declare("state", "scratch", Block.Scratch.State));
        body.Code.Line(Reference.Declare("scores", "scratch", Block.Scratch.Scores));
        WriteQueryLanes(body);
        WriteState(body);
        WriteQueries(body);
        WriteScores(body, "max", SkipsFirst ? "skip" : "0", "keys");
        WriteLargest(body, $"keys != {Keys}", "max", "keys");
        InfiniteScoreCall.Write(body, Block.Vectors, "max", "max", "keys");
        string softmax = body.Use(new SoftmaxMethod(Block.Vectors, HasEdge, HasHidden, Attention.Sink != SinkKind.None));
        body.Code.Line($"{softmax}(ref scores, ref max, ref sum, keys{Sink}{Visible("visible")});");
        WriteLogSumExp(body);
        Aggregation.WriteAdd(body, "value", "sum", "keys", "visible");
        WriteWeights(
            body,
            SkipsFirst
                ? $"WeightRows.FinishBehind(ref scores, ref sum, {Width}, ref weights, {Keys}, {Queries}, skip, keys);"
                : $"WeightRows.Finish(ref scores, ref sum, {Width}, ref weights, {Keys}, {Queries}, keys{Visible("visible")});");
        Aggregation.WriteEnd(body);
    }
}
