using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>One block of queries of one head: scoring, softmax and aggregation over all keys.</summary>
internal sealed record BlockMethod(AttentionPlan Attention, BlockPlan Block) : KernelMethod
{
    /// <inheritdoc/>
    public override string Name => $"{Attention.Name}Block{Literal.Int(Block.Vectors)}x{Literal.Int(Block.Queries)}";

    /// <inheritdoc/>
    public override string Summary =>
        $"{Literal.Int(Block.Queries)} queries of one head in {Literal.Int(Block.Vectors)} vectors: scoring, softmax, aggregation.";

    /// <inheritdoc/>
    public override string Parameters =>
        "ref float query, ref float key, ref float value, ref float output, ref float scratch, ref float weights, bool weighted, int keys";

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        WriteScratch(body);
        WriteQueries(body);
        if (Block.IsOnline)
        {
            WriteOnline(body);
        }
        else
        {
            WriteAtOnce(body);
        }

        WriteOutput(body);
    }

    private void WriteScratch(MethodBody body)
    {
        body.Code.Line(Reference.Declare("queryLanes", "scratch", Block.Scratch.Query));
        body.Code.Line(Reference.Declare("max", "scratch", Block.Scratch.Max));
        body.Code.Line(Reference.Declare("sum", "scratch", Block.Scratch.Sum));
        body.Code.Line(Reference.Declare("outputLanes", "scratch", Block.Scratch.Output));
        body.Code.Line(Reference.Declare("scores", "scratch", Block.Scratch.Scores));
        if (Block.IsOnline)
        {
            body.Code.Line(Reference.Declare("correction", "scratch", Block.Scratch.Correction));
        }
    }

    private void WriteAtOnce(MethodBody body)
    {
        body.Code.Line($"{body.Use(Score)}(ref key, ref queryLanes, ref scores, ref max, keys);");
        using (body.Code.Open($"if (keys != {Literal.Int(Block.Keys)})"))
        {
            body.Code.Line($"{body.Use(new LargestScoreMethod(Block.Vectors))}(ref scores, ref max, keys);");
        }

        InfiniteScoreCall.Write(body, Block.Vectors, "max", "max", "keys");
        body.Code.Line($"{body.Use(new SoftmaxMethod(Block.Vectors))}(ref scores, ref max, ref sum, keys);");
        body.Code.Line($"{body.Use(Aggregate)}(ref value, ref scores, ref outputLanes, ref sum, keys);");
        WriteWeights(body, $"WeightRows.Finish(ref scores, ref sum, {Width}, ref weights, {Keys}, {Queries}, keys);");
    }

    private void WriteOnline(MethodBody body)
    {
        Lanes lanes = body.Lanes;
        for (int vector = 0; vector < Block.Vectors; vector++)
        {
            body.Code.Line(lanes.Store(lanes.Broadcast("float.NegativeInfinity"), "max", vector * lanes.Count));
            body.Code.Line(lanes.Store(lanes.Zero, "sum", vector * lanes.Count));
        }

        using (body.Code.Open($"for (int row = 0; row < {Literal.Int(Block.DV)}; row++)"))
        {
            for (int vector = 0; vector < Block.Vectors; vector++)
            {
                string offset = $"(row * {Literal.Int(Block.Width)}) + {Literal.Int(vector * lanes.Count)}";
                body.Code.Line(lanes.Store(lanes.Zero, "outputLanes", lanes.IndexOf(offset)));
            }
        }

        string keyBlock = Literal.Int(Block.KeyBlock);
        using (body.Code.Open($"for (int first = 0; first < keys; first += {keyBlock})"))
        {
            body.Code.Line($"int count = Math.Min({keyBlock}, keys - first);");
            body.Code.Line(Reference.Declare("blockKey", "key", $"first * {Literal.Int(Attention.Layout.Key.RowStride)}"));
            body.Code.Line(Reference.Declare("blockValue", "value", $"first * {Literal.Int(Attention.Layout.Value.RowStride)}"));
            body.Code.Line($"{body.Use(Score)}(ref blockKey, ref queryLanes, ref scores, ref correction, count, first);");
            using (body.Code.Open($"if (keys < {Literal.Int(Block.KeyTiles.Rows)})"))
            {
                body.Code.Line($"{body.Use(new LargestScoreMethod(Block.Vectors))}(ref scores, ref correction, count);");
            }

            InfiniteScoreCall.Write(body, Block.Vectors, "correction", "max", "count");
            if (Attention.OffersWeights)
            {
                body.Code.Line(Reference.Declare("blockWeights", "weights", "first"));
                WriteWeights(body, $"WeightRows.Copy(ref scores, {Width}, ref blockWeights, {Keys}, {Queries}, count);");
            }

            body.Code.Line($"{body.Use(new OnlineSoftmaxMethod(Block.Vectors))}(ref scores, ref max, ref sum, ref correction, count);");
            body.Code.Line($"{body.Use(Aggregate)}(ref blockValue, ref scores, ref outputLanes, ref correction, count);");
        }

        body.Code.Line($"{body.Use(new NormalizeMethod(Block.Vectors, Block.DV))}(ref outputLanes, ref sum);");
        if (Attention.OffersWeights)
        {
            WriteWeights(body, $"{body.Use(new FinishWeightsMethod(Block))}(ref weights, ref max, ref sum, keys);");
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

    private void WriteQueries(MethodBody body) => ForEachVector(body, (vector, queries) =>
    {
        int lanes = body.Tier.Lanes;
        int stride = Attention.Layout.Query.RowStride;
        string method = body.Use(new TransposeQueriesMethod
        {
            LaneCount = lanes,
            Queries = queries,
            Columns = Block.DK,
            RowStride = stride,
            LaneStride = Block.Width,
            Factor = Attention.QueryFactor,
        });
        body.Code.Line($"{method}(ref {Reference.At("query", (long)vector * lanes * stride)}, ref {Reference.At("queryLanes", vector * lanes)});");
    });

    private void WriteOutput(MethodBody body) => ForEachVector(body, (vector, queries) =>
    {
        int lanes = body.Tier.Lanes;
        int stride = Attention.Layout.Output.RowStride;
        string method = body.Use(new TransposeOutputMethod
        {
            LaneCount = lanes,
            Queries = queries,
            Columns = Block.DV,
            RowStride = stride,
            LaneStride = Block.Width,
        });
        string source = Reference.At("outputLanes", vector * lanes);
        body.Code.Line($"{method}(ref {source}, ref {Reference.At("output", (long)vector * lanes * stride)});");
    });

    private void ForEachVector(MethodBody body, Action<int, int> write)
    {
        for (int vector = 0; vector < Block.Vectors; vector++)
        {
            write(vector, Math.Min(body.Tier.Lanes, Block.Queries - (vector * body.Tier.Lanes)));
        }
    }

    private string Width => Literal.Int(Block.Width);

    private string Keys => Literal.Int(Block.Keys);

    private string Queries => Literal.Int(Block.Queries);

    private ScoreMethod Score => new(Block.Full, Attention.Layout.Key.RowStride);

    private AggregateMethod Aggregate => new(Block.Full, Attention.Layout.Value.RowStride);
}
