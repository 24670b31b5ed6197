using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>One block of queries of one head: scoring, softmax and aggregation over all keys.</summary>
internal sealed record BlockMethod(BlockAttentionPlan Attention, BlockPlan Block) : KernelMethod
{
    /// <inheritdoc/>
    public override string Name => $"{Attention.Name}Block{Literal.Int(Block.Vectors)}x{Literal.Int(Block.Queries)}";

    /// <inheritdoc/>
    public override string Summary =>
        $"{Literal.Int(Block.Queries)} queries of one head in {Literal.Int(Block.Vectors)} vectors: scoring, softmax, aggregation.";

    /// <inheritdoc/>
    public override string Parameters =>
        "ref float query, ref float key, ref float value, ref float output, ref float scratch, ref float weights, bool weighted, int keys"
        + VisibleKeys.Parameter(HasEdge);

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        AggregationStage aggregation = AggregationStage.Of(Attention, Block);
        if (HasEdge)
        {
            body.Code.Line("// Keys that no query of the block sees are left out.");
            body.Code.Line($"keys = {VisibleKeys.OfAny("visible", Block.Queries, "keys")};");
        }

        WriteScratch(body);
        aggregation.WriteBegin(body);
        WriteQueries(body);
        if (Block.IsOnline)
        {
            WriteOnline(body, aggregation);
        }
        else
        {
            WriteAtOnce(body, aggregation);
        }

        aggregation.WriteEnd(body);
    }

    private void WriteScratch(MethodBody body)
    {
        body.Code.Line(Reference.Declare("queryLanes", "scratch", Block.Scratch.Query));
        body.Code.Line(Reference.Declare("max", "scratch", Block.Scratch.Max));
        body.Code.Line(Reference.Declare("sum", "scratch", Block.Scratch.Sum));
        body.Code.Line(Reference.Declare("scores", "scratch", Block.Scratch.Scores));
        if (Block.IsOnline)
        {
            body.Code.Line(Reference.Declare("correction", "scratch", Block.Scratch.Correction));
        }
    }

    private void WriteAtOnce(MethodBody body, AggregationStage aggregation)
    {
        body.Code.Line($"{body.Use(Score)}(ref key, ref queryLanes, ref scores, ref max, keys{Visible("visible")});");
        WriteLargest(body, $"keys != {Literal.Int(Block.Keys)}", "max", "keys");

        InfiniteScoreCall.Write(body, Block.Vectors, "max", "max", "keys");
        body.Code.Line($"{body.Use(new SoftmaxMethod(Block.Vectors, HasEdge))}(ref scores, ref max, ref sum, keys{Visible("visible")});");
        aggregation.WriteAdd(body, "value", "sum", "keys", "visible");
        WriteWeights(body, $"WeightRows.Finish(ref scores, ref sum, {Width}, ref weights, {Keys}, {Queries}, keys{Visible("visible")});");
    }

    private void WriteOnline(MethodBody body, AggregationStage aggregation)
    {
        Lanes lanes = body.Lanes;
        for (int vector = 0; vector < Block.Vectors; vector++)
        {
            body.Code.Line(lanes.Store(lanes.Broadcast("float.NegativeInfinity"), "max", vector * lanes.Count));
            body.Code.Line(lanes.Store(lanes.Zero, "sum", vector * lanes.Count));
        }

        aggregation.WriteClear(body);
        string keyBlock = Literal.Int(Block.KeyBlock);
        using (body.Code.Open($"for (int first = 0; first < keys; first += {keyBlock})"))
        {
            body.Code.Line($"int count = Math.Min({keyBlock}, keys - first);");
            body.Code.Line(Reference.Declare("blockKey", "key", $"first * {Literal.Int(Attention.Layout.Key.RowStride)}"));
            body.Code.Line(Reference.Declare("blockValue", "value", $"first * {Literal.Int(Attention.Layout.Value.RowStride)}"));
            string seen = Visible("visible - first");
            body.Code.Line($"{body.Use(Score)}(ref blockKey, ref queryLanes, ref scores, ref correction, count, first{seen});");
            WriteLargest(body, $"keys < {Literal.Int(Block.KeyTiles.Rows)}", "correction", "count");
            InfiniteScoreCall.Write(body, Block.Vectors, "correction", "max", "count");
            if (Attention.OffersWeights)
            {
                body.Code.Line(Reference.Declare("blockWeights", "weights", "first"));
                WriteWeights(body, $"WeightRows.Copy(ref scores, {Width}, ref blockWeights, {Keys}, {Queries}, count);");
            }

            string softmax = body.Use(new OnlineSoftmaxMethod(Block.Vectors, HasEdge));
            body.Code.Line($"{softmax}(ref scores, ref max, ref sum, ref correction, count{seen});");
            aggregation.WriteAdd(body, "blockValue", "correction", "count", "visible - first");
        }

        aggregation.WriteNormalize(body);
        if (Attention.OffersWeights)
        {
            string finish = body.Use(new FinishWeightsMethod(Block.Queries, Block.Keys, HasEdge));
            WriteWeights(body, $"{finish}(ref weights, ref max, ref sum, keys{Visible("visible")});");
        }
    }

    /// <summary>Each lane's largest score once more, where a tile reached past the keys; with an edge, none compares those.</summary>
    private void WriteLargest(MethodBody body, string condition, string max, string count)
    {
        if (HasEdge)
        {
            return;
        }

        using (body.Code.Open($"if ({condition})"))
        {
            body.Code.Line($"{body.Use(new LargestScoreMethod(Block.Vectors))}(ref scores, ref {max}, {count});");
        }
    }

    /// <summary>What the attention weights take, if they are asked for.</summary>
    private void WriteWeights(MethodBody body, string statement)
    {
        if (Attention.OffersWeights)
        {
            using (body.Code.Open("if (weighted)"))
            {
                body.Code.Line(statement);
            }
        }
    }

    private void WriteQueries(MethodBody body)
    {
        int lanes = body.Tier.Lanes;
        int stride = Attention.Layout.Query.RowStride;
        for (int vector = 0; vector < Block.Vectors; vector++)
        {
            string method = body.Use(new TransposeQueriesMethod
            {
                LaneCount = lanes,
                Queries = Math.Min(lanes, Block.Queries - (vector * lanes)),
                Columns = Block.DK,
                RowStride = stride,
                LaneStride = Block.Width,
                Factor = Attention.QueryFactor,
            });
            string query = Reference.At("query", (long)vector * lanes * stride);
            body.Code.Line($"{method}(ref {query}, ref {Reference.At("queryLanes", vector * lanes)});");
        }
    }

    private bool HasEdge => Attention.Visibility.HasEdge;

    private string Visible(string visible) => VisibleKeys.Argument(HasEdge, visible);

    private string Width => Literal.Int(Block.Width);

    private string Keys => Literal.Int(Block.Keys);

    private string Queries => Literal.Int(Block.Queries);

    private ScoreMethod Score => new()
    {
        Vectors = Block.Vectors,
        Width = Block.Width,
        DK = Block.DK,
        KeyTiles = Block.KeyTiles,
        IsOnline = Block.IsOnline,
        KeyStride = Attention.Layout.Key.RowStride,
        HasEdge = HasEdge,
    };
}
