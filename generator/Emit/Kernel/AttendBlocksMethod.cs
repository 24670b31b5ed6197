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
            WriteKeyHead(body);
            WriteHead(body, "0");
            return;
        }

        string heads = Literal.Int(Plan.Heads);
        string loop = Plan.HasOperands ? $"int head = 0; head < {heads}; head++" : $"int head = {heads}; head != 0; head--";
        using (body.Code.Open($"for ({loop})"))
        {
            WriteKeyHead(body);
            WriteHead(body, "head");
            body.Code.Line(Reference.Advance("query", Plan.Layout.Query.HeadStride));
            WriteNextKeys(body);
            WriteNextOutput(body);
        }
    }

    /// <summary>The heads of a group follow each other, and their keys and values stay in the cache.</summary>
    private void WriteGroups(MethodBody body)
    {
        string group = Literal.Int(Plan.GroupSize);
        string keyHeads = Plan.HasOperands
            ? $"for (int firstHead = 0; firstHead < {Literal.Int(Plan.Heads)}; firstHead += {group})"
            : $"for (int keyHead = {Literal.Int(Plan.KeyValueHeads)}; keyHead != 0; keyHead--)";
        string start = Plan.KeyValueHeads == 1 ? "0" : "firstHead";
        string end = Plan.KeyValueHeads == 1 ? group : $"firstHead + {group}";
        string heads = Plan.HasOperands
            ? $"for (int head = {start}; head < {end}; head++)"
            : $"for (int head = {group}; head != 0; head--)";
        using (Plan.KeyValueHeads == 1 ? default(IDisposable?) : body.Code.Open(keyHeads))
        {
            WriteKeyHead(body);
            using (body.Code.Open(heads))
            {
                WriteHead(body, "head");
                body.Code.Line(Reference.Advance("query", Plan.Layout.Query.HeadStride));
                WriteNextOutput(body);
            }

            if (Plan.KeyValueHeads > 1)
            {
                WriteNextKeys(body);
            }
        }
    }

    /// <summary>Writes what a head of keys and values begins with.</summary>
    private void WriteKeyHead(MethodBody body)
    {
        HeadOperands.WriteFinite(body, Plan, Plan.Blocks[0].Block.DV);
        if (Plan.Gathers && !Plan.Blocks[0].Block.IsOnline)
        {
            new GatheredKeys(Plan).WriteHead(body);
        }
    }

    private void WriteNextKeys(MethodBody body)
    {
        body.Code.Line(Reference.Advance("key", Plan.Layout.Key.HeadStride, AttendHeads.Type(Plan)));
        body.Code.Line(Reference.Advance("value", Plan.Layout.Value.HeadStride, AttendHeads.Type(Plan)));
    }

    private void WriteNextOutput(MethodBody body)
    {
        body.Code.Line(Reference.Advance("output", Plan.Layout.Output.HeadStride));
        if (Plan.OffersWeights)
        {
            body.Code.Line(Reference.Advance("weights", Plan.WeightsHeadStride));
        }
    }

    private void WriteHead(MethodBody body, string head)
    {
        if (Plan.HasOperands)
        {
            WriteOperands(body, head);
        }

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

    private void WriteOperands(MethodBody body, string head)
    {
        HeadOperands.Write(body, Plan, head);
        BlockPlan block = Plan.Blocks[0].Block;
        if (Plan.Edits is { RelativeBias: true })
        {
            int distances = checked((int)(Plan.WeightsHeadStride / Plan.Keys) + Plan.Keys - 1);
            body.Code.Line($"RelativeBiases.TurnRound(ref operands, {Literal.Int(distances)}, "
                + $"ref {Reference.At("scratch", block.Scratch.Bias)}, {Literal.Int(BlockScratch.WidestBlock)});");
        }

        if (Plan.Edits is not null && Plan.OffersWeights && Plan.Blocks.Any(blocks => blocks.Block.IsOnline))
        {
            // Raw scores come block after block of keys; a key that is left out has one of −∞.
            using (body.Code.Open("if (weighted)"))
            {
                body.Code.Line($"MemoryMarshal.CreateSpan(ref weights, queries * {Literal.Int(Plan.Keys)}).Fill(float.NegativeInfinity);");
            }
        }
    }

    private void WriteAtOnce(MethodBody body, QueryBlocks blocks)
    {
        string method = body.Use(new BlockMethod(Plan.Gathered, blocks.Block));
        string keys = Plan.Gathers ? GatheredKeys.Key : "key";
        string values = Plan.Gathers ? GatheredKeys.Value : "value";
        BlockLoop.Write(body, blocks, Literal.Int(blocks.FirstQuery), blocks.Count, first =>
        {
            string query = Reference.Behind("query", first, Plan.Layout.Query.RowStride);
            string output = Reference.Behind("output", first, Plan.Layout.Output.RowStride);
            string weights = Plan.OffersWeights ? Reference.Behind("weights", first, Plan.Keys) : "weights";
            string visible = VisibleKeys.Argument(Plan.HasPlace, VisibleKeys.After("visible", first));
            body.Code.Line($"{method}(ref {query}, ref {keys}, ref {values}, ref {output}, ref scratch, ref {weights}, weighted, keys{OperandParameter.BlockArgument(Plan, first)}{visible});");
        });
    }
}
