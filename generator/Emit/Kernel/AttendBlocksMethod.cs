using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>All heads and all blocks of queries.</summary>
internal sealed record AttendBlocksMethod(BlockAttentionPlan Plan) : KernelMethod
{
    /// <inheritdoc/>
    public override string Name => Plan.Name;

    /// <inheritdoc/>
    public override string Summary =>
        $"All heads, block after block of queries: {Literal.Int(Plan.Heads)} × {Literal.Int(Plan.Queries)} queries × {Literal.Int(Plan.Keys)} keys.";

    /// <inheritdoc/>
    public override string Parameters => AttendHeads.Parameters(Plan);

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        if (Plan.Heads == 1)
        {
            WriteHead(body);
            return;
        }

        using (body.Code.Open($"for (int head = {Literal.Int(Plan.Heads)}; head != 0; head--)"))
        {
            WriteHead(body);
            body.Code.Line(Reference.Advance("query", Plan.Layout.Query.HeadStride));
            body.Code.Line(Reference.Advance("key", Plan.Layout.Key.HeadStride));
            body.Code.Line(Reference.Advance("value", Plan.Layout.Value.HeadStride));
            body.Code.Line(Reference.Advance("output", Plan.Layout.Output.HeadStride));
            if (Plan.OffersWeights)
            {
                body.Code.Line(Reference.Advance("weights", Plan.WeightsHeadStride));
            }
        }
    }

    private void WriteHead(MethodBody body)
    {
        foreach (QueryBlocks blocks in Plan.Blocks)
        {
            string first = Literal.Int(blocks.FirstQuery);
            int end = blocks.FirstQuery + (blocks.Count * blocks.Block.Queries);
            if (blocks.Count == 1)
            {
                using (blocks.FirstQuery == 0 ? default(IDisposable?) : body.Code.Open($"if (queries > {first})"))
                {
                    WriteCall(body, blocks.Block, blocks.FirstQuery);
                }
            }
            else
            {
                string step = Literal.Int(blocks.Block.Queries);
                using (body.Code.Open($"for (int first = {first}; first < Math.Min(queries, {Literal.Int(end)}); first += {step})"))
                {
                    WriteCall(body, blocks.Block, null);
                }
            }
        }
    }

    /// <summary>Calls one block, whose first query is known when the code is written or held in the loop's variable.</summary>
    private void WriteCall(MethodBody body, BlockPlan block, int? first)
    {
        string method = body.Use(new BlockMethod(Plan, block));
        string query = At("query", Plan.Layout.Query.RowStride);
        string output = At("output", Plan.Layout.Output.RowStride);
        string weights = Plan.OffersWeights ? At("weights", Plan.Keys) : "weights";
        string seen = VisibleKeys.After("visible", first is { } number ? Literal.Int(number) : "first");
        string visible = VisibleKeys.Argument(Plan.Visibility.HasEdge, seen);
        body.Code.Line($"{method}(ref {query}, ref key, ref value, ref {output}, ref scratch, ref {weights}, weighted, keys{visible});");

        string At(string reference, int stride) => first is { } known
            ? Reference.At(reference, (long)known * stride)
            : Reference.At(reference, $"first * {Literal.Int(stride)}");
    }
}
