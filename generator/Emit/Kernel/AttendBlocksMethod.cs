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
        if (Plan.GroupSize > 1)
        {
            WriteGroups(body);
            return;
        }

        if (Plan.Heads == 1)
        {
            WriteHead(body);
            return;
        }

        using (body.Code.Open($"for (int head = {Literal.Int(Plan.Heads)}; head != 0; head--)"))
        {
            WriteHead(body);
            body.Code.Line(Reference.Advance("query", Plan.Layout.Query.HeadStride));
            WriteNextKeys(body);
            WriteNextOutput(body);
        }
    }

    /// <summary>The heads of a group follow each other, and their keys and values stay in the cache.</summary>
    private void WriteGroups(MethodBody body)
    {
        string keyHeads = $"for (int keyHead = {Literal.Int(Plan.KeyValueHeads)}; keyHead != 0; keyHead--)";
        using (Plan.KeyValueHeads == 1 ? default(IDisposable?) : body.Code.Open(keyHeads))
        {
            using (body.Code.Open($"for (int head = {Literal.Int(Plan.GroupSize)}; head != 0; head--)"))
            {
                WriteHead(body);
                body.Code.Line(Reference.Advance("query", Plan.Layout.Query.HeadStride));
                WriteNextOutput(body);
            }

            if (Plan.KeyValueHeads > 1)
            {
                WriteNextKeys(body);
            }
        }
    }

    private void WriteNextKeys(MethodBody body)
    {
        body.Code.Line(Reference.Advance("key", Plan.Layout.Key.HeadStride));
        body.Code.Line(Reference.Advance("value", Plan.Layout.Value.HeadStride));
    }

    private void WriteNextOutput(MethodBody body)
    {
        body.Code.Line(Reference.Advance("output", Plan.Layout.Output.HeadStride));
        if (Plan.OffersWeights)
        {
            body.Code.Line(Reference.Advance("weights", Plan.WeightsHeadStride));
        }
    }

    private void WriteHead(MethodBody body)
    {
        foreach (QueryBlocks blocks in Plan.Blocks)
        {
            if (blocks.Block.IsOnline)
            {
                new OnlineBlocks(Plan, blocks).Write(body);
            }
            else
            {
                WriteAtOnce(body, blocks);
            }
        }
    }

    private void WriteAtOnce(MethodBody body, QueryBlocks blocks)
    {
        string method = body.Use(new BlockMethod(Plan, blocks.Block));
        BlockLoop.Write(body, blocks, Literal.Int(blocks.FirstQuery), blocks.Count, first =>
        {
            string query = Reference.Behind("query", first, Plan.Layout.Query.RowStride);
            string output = Reference.Behind("output", first, Plan.Layout.Output.RowStride);
            string weights = Plan.OffersWeights ? Reference.Behind("weights", first, Plan.Keys) : "weights";
            string visible = VisibleKeys.Argument(Plan.Visibility.HasEdge, VisibleKeys.After("visible", first));
            body.Code.Line($"{method}(ref {query}, ref key, ref value, ref {output}, ref scratch, ref {weights}, weighted, keys{visible});");
        });
    }
}
