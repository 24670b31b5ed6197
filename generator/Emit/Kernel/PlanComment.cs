using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>The plan in plain words, on top of the class that carries it out.</summary>
internal static class PlanComment
{
    /// <summary>Writes the comment.</summary>
    public static void Write(CodeWriter code, KernelPlan plan)
    {
        Tier tier = plan.Tier;
        code.Line($"// {tier.Name}: {Literal.Int(tier.Lanes)} lanes, {Literal.Int(tier.Registers)} registers.");
        WriteProjection(code, plan.Query);
        if (plan.Key is { } key)
        {
            WriteProjection(code, key);
        }
        else
        {
            code.Line("//   projection   Key: none; the query's matrix is W_Q·W_Kᵀ, and the tokens are keys as they are");
        }

        WriteProjection(code, plan.Value);

        if (plan.GoesHeadByHead)
        {
            code.Line($"//   heads        {Literal.Int(plan.Spec.Heads)}, each of which is projected and attended to before the next");
        }

        WriteAttention(code, plan.Projected);
        if (plan.Token is { } token && token != plan.Projected)
        {
            code.Line("//   a step of one token:");
            WriteAttention(code, token);
        }

        if (plan.Output is { } output)
        {
            WriteProjection(code, output);
        }

        if (plan.Rope is { } rope)
        {
            code.Line($"//   RoPE         queries and keys are turned before they leave the registers; cosines and sines of {Literal.Int(rope.Positions)} "
                + $"positions, {Literal.Grouped(rope.Length * plan.Spec.Number.Bytes)} bytes, once for all kernels of the class");
        }

        code.Line($"//   scratch      {Literal.Grouped((long)plan.ForwardCallLength * plan.Spec.Number.Bytes)} bytes for Forward, "
            + $"{Literal.Grouped((long)plan.AttendCallLength * plan.Spec.Number.Bytes)} for Attend; "
            + $"packed weights {Literal.Grouped((long)plan.PackedLength * plan.Spec.Number.Bytes)} bytes");
        if (plan.Spec is { IsNarrow: true, HasCache: true })
        {
            code.Line($"//   {ElementWords.Type(plan.Spec.Element)} operands become floats in scratch memory, keys and values are rounded when they join the cache, the output at the end");
        }
        else if (plan.Widened is not null)
        {
            code.Line($"//   {ElementWords.Type(plan.Spec.Element)} operands become floats in scratch memory, and the output is rounded once, at the end");
        }

        if (plan.IsChunked)
        {
            code.Line($"//   queries come in chunks of {Literal.Int(plan.QueryChunk)}, so that only keys and values take scratch that grows with n");
        }
    }

    private static void WriteProjection(CodeWriter code, ProjectionPlan projection)
    {
        foreach (ProjectionPanels panels in projection.Product.Panels)
        {
            code.Line($"//   projection   {projection.Matrix}: {Literal.Int(panels.Count)} panels of {Literal.Int(panels.Width)} outputs, "
                + $"token tiles {Tiles(panels.Rows, panels.Vectors)}"
                + (panels.Ahead != 0 ? ", each of which asks for a part of the next panel" : string.Empty)
                + (projection.Product.Target.HasParts ? $", {Literal.Int(projection.Product.Target.Width)} outputs of all tokens together" : string.Empty)
                + (projection.Product.IsBlocked ? $", {Literal.Int(projection.Product.TokenBlock)} tokens at a time" : string.Empty));
        }
    }

    private static void WriteAttention(CodeWriter code, AttentionPlan plan)
    {
        if (plan is RowAttentionPlan rows)
        {
            code.Line($"//   attention    {Literal.Int(rows.Queries)} queries one after the other, {Literal.Int(rows.Keys)} keys at once, "
                + $"the values of {Literal.Int(rows.HeadsTogether)} heads together"
                + (rows.GroupSize > 1 ? $", {Literal.Int(rows.GroupSize)} of which read the same" : string.Empty)
                + (rows.Edits is null ? string.Empty : "; scores are edited in passes over a row"));
        }
        else if (plan is BlockAttentionPlan blocks)
        {
            if (blocks.Gathers && !plan.IsNarrow)
            {
                code.Line("//   gathering    keys and values of one head come together, from the beginning of a cache line on, for all blocks of its queries");
            }

            foreach (QueryBlocks equal in blocks.Blocks)
            {
                WriteBlocks(code, plan, equal);
            }
        }
    }

    private static void WriteBlocks(CodeWriter code, AttentionPlan plan, QueryBlocks blocks)
    {
        BlockPlan block = blocks.Block;
        string keys = block.IsOnline
            ? $"online softmax over blocks of {Literal.Int(block.KeyBlock)} keys"
            : $"all {Literal.Int(block.Keys)} keys at once";
        keys += plan.Visibility.HasEdge ? ", up to the last that a query of the block sees" : string.Empty;
        code.Line($"//   attention    {Literal.Int(blocks.Count)} blocks of {Literal.Int(block.Queries)} queries in {Literal.Int(block.Vectors)} vectors, {keys}");
        code.Line($"//     scoring      key tiles {Tiles(block.KeyTiles, block.Vectors)}, {Literal.Int(block.DK)} deep");
        if (plan.Edits is { } edits)
        {
            code.Line("//     editing      " + (edits.InTiles ? "scores are edited in the registers of their tiles" : "scores are edited in passes over them"));
        }

        code.Line($"//     aggregation  {Aggregation(block)}");
    }

    private static string Aggregation(BlockPlan block) => block.Aggregation switch
    {
        FeatureLaneAggregation features =>
            $"lanes are features: {Literal.Int(features.Panels.Count)} panels, query tiles {Tiles(features.Tiles, features.Panels[0].Vectors)}",
        QueryLaneAggregation queries => $"lanes are queries: value tiles {Tiles(queries.Tiles, block.Vectors)}",
        _ => throw new InvalidOperationException("An aggregation without a description."),
    };

    private static string Tiles(RowTiles tiles, int vectors)
    {
        string text = $"{Literal.Int(tiles.Count - tiles.Shorter)} of {Literal.Int(tiles.Rows)}×{Literal.Int(vectors)}";
        if (tiles.Shorter > 0)
        {
            return text + $" and {Literal.Int(tiles.Shorter)} of {Literal.Int(tiles.LastRows)}×{Literal.Int(vectors)}";
        }

        if (tiles.IsEven)
        {
            return text;
        }

        return text + (tiles.Overlap ? ", the last overlapping" : $", the last of {Literal.Int(tiles.LastRows)}");
    }
}
