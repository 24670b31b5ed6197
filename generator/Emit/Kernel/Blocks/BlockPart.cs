using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>What the methods of one block of queries have in common.</summary>
internal abstract record BlockPart(BlockAttentionPlan Attention, BlockPlan Block) : KernelMethod
{
    /// <inheritdoc/>
    public override string Name => $"{Attention.Name}{Part}{Literal.Int(Block.Vectors)}x{Literal.Int(Block.Queries)}";

    /// <summary>The part's word in the method's name.</summary>
    protected abstract string Part { get; }

    /// <summary>What the block writes of the aggregation.</summary>
    protected AggregationStage Aggregation => AggregationStage.Of(Attention, Block);

    /// <summary>Writes the references into the block's state.</summary>
    protected void WriteState(MethodBody body)
    {
        body.Code.Line(Reference.Declare("max", "state", Block.Scratch.Max));
        body.Code.Line(Reference.Declare("sum", "state", Block.Scratch.Sum));
        Aggregation.WriteBegin(body);
    }

    /// <summary>Writes the reference to the block's transposed queries.</summary>
    protected void WriteQueryLanes(MethodBody body) => body.Code.Line(Reference.Declare("queryLanes", "state", Block.Scratch.Query));

    /// <summary>Writes each lane's largest score once more, where a tile reached past the keys. With an edge, or with a pass, scores are compared afterwards, those of real keys alone.</summary>
    protected void WriteLargest(MethodBody body, string condition, string max, string count)
    {
        if (!HasEdge && !HasPass)
        {
            using (body.Code.Open($"if ({condition})"))
            {
                body.Code.Line($"{body.Use(new LargestScoreMethod(Block.Vectors))}(ref scores, ref {max}, {count});");
            }
        }
    }

    /// <summary>What the attention weights take, if they are asked for.</summary>
    protected void WriteWeights(MethodBody body, string statement)
    {
        if (Attention.OffersWeights)
        {
            using (body.Code.Open("if (weighted)"))
            {
                body.Code.Line(statement);
            }
        }
    }

    /// <summary>Writes the transposition of the block's queries.</summary>
    protected void WriteQueries(MethodBody body)
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

    /// <summary>Writes the scoring and the edits of the scores, and before them the operands that lie beside the scores.</summary>
    /// <param name="body">Where to write.</param>
    /// <param name="max">The reference that takes each lane's largest score.</param>
    /// <param name="firstKey">The first key at hand: an expression.</param>
    /// <param name="count">The keys at hand: an expression.</param>
    protected void WriteScores(MethodBody body, string max, string firstKey, string count)
    {
        WriteBeside(body, firstKey, count);
        string beside = string.Concat(EditSteps.OperandsOfTile(Attention.Edits).Select(operand => ", ref " + operand));
        string counts = HasPass ? $"{count}, {firstKey}" : $"ref {max}, {count}{(Block.IsOnline ? ", " + firstKey : string.Empty)}{Visible("visible")}";
        body.Code.Line($"{body.Use(Score)}(ref key, ref queryLanes, ref scores{beside}, {counts});");
        if (HasPass)
        {
            WritePass(body, Attention.Edits!, max, firstKey, count);
        }
    }

    private void WriteBeside(MethodBody body, string firstKey, string count)
    {
        if (Attention.Edits is not { } edits)
        {
            return;
        }

        if (edits.Mask != MaskKind.None)
        {
            bool kept = Block.Scratch.KeepsMask;
            body.Code.Line(Reference.Declare("mask", "scratch", Literal.Int(Block.Scratch.Mask) + (kept ? $" + (firstQuery * {Keys})" : string.Empty)));
            body.Code.Line($"{(kept ? "if (operands.ReadsMask) " : string.Empty)}MaskLanes.Read(ref operands, firstQuery, {Queries}, {firstKey}, {count}, ref mask, {Width});");
        }

        if (edits.RelativeBias)
        {
            string start = Literal.Int(Block.Scratch.Bias + Block.Keys);
            string query = Attention.Queries < Attention.WeightsHeadStride / Block.Keys ? "operands.FirstQuery + firstQuery" : "firstQuery";
            body.Code.Line(Reference.Declare("bias", "scratch", $"{start} + {query} - {firstKey}"));
        }
    }

    private void WritePass(MethodBody body, ScoreEdits edits, string max, string firstKey, string count)
    {
        for (int vector = 0; vector < Block.Vectors; vector++)
        {
            body.Code.Line(body.Lanes.Store(body.Lanes.Broadcast("float.NegativeInfinity"), max, vector * body.Lanes.Count));
        }

        ScoreOutput.Write(body, edits, part =>
            EditScoresMethod.OfBlock(edits, part, Block.Vectors).Call(
                body, "scores", max, count, "visible", "firstQuery", firstKey),
            $"ScoreRows.Copy(ref scores, {Width}, ref operands, firstQuery, {firstKey}, {Queries}, {count}");
    }

    /// <summary>Writes ln Σ e^score of the block's queries, where it is asked for.</summary>
    protected void WriteLogSumExp(MethodBody body)
    {
        if (Attention.OffersLogSumExp)
        {
            body.Code.Line($"LogSumExpRows.Write(ref max, ref sum, ref operands, firstQuery, {Queries});");
        }
    }

    /// <summary>Leaves out the keys that no query of the block sees.</summary>
    /// <param name="body">Where to write.</param>
    /// <param name="count">The local that counts the keys at hand.</param>
    protected void WriteSkip(MethodBody body, string count)
    {
        KeyVisibility visibility = Attention.Visibility;
        bool skips = HasEdge || Attention.Edits is { SkipKeys: true };
        if (skips)
        {
            body.Code.Line("// Keys that no query of the block sees are left out.");
            if (visibility.Right >= 0)
            {
                body.Code.Line($"{count} = {VisibleKeys.OfAny(visibility, "visible", Block.Queries, count)};");
            }
        }

        if (SkipsFirst)
        {
            body.Code.Line($"int skip = {VisibleKeys.BeforeAny(visibility, "visible", count)};");
            body.Code.Line($"key = ref {Reference.At("key", $"skip * {Literal.Int(Attention.Layout.Key.RowStride)}")};");
            body.Code.Line($"value = ref {Reference.At("value", $"skip * {Literal.Int(Attention.Layout.Value.RowStride)}")};");
            body.Code.Line($"{count} -= skip;");
            body.Code.Line("visible -= skip;");
        }
    }

    /// <summary>Whether keys before the window are left out.</summary>
    protected bool SkipsFirst => Attention.Edits is { SkipKeys: true } && Attention.Visibility.Left >= 0;

    /// <summary>The argument that tells the sink.</summary>
    protected string Sink => Attention.Sink != SinkKind.None ? ", operands.SinkScore" : string.Empty;

    /// <summary>Whether the scores are edited in a pass over them.</summary>
    private bool HasPass => Attention.Edits is { InTiles: false };

    /// <summary>Whether a score of −∞ is hidden.</summary>
    protected bool HasHidden => Attention.Edits is { HideKeys: true };

    /// <summary>The parameter for the place, where there is one.</summary>
    protected string Place => VisibleKeys.Parameter(Attention.HasPlace);

    protected bool HasEdge => Attention.HasEdge;

    protected string Visible(string visible) => VisibleKeys.Argument(HasEdge, visible);

    protected string Width => Literal.Int(Block.Width);

    protected string Keys => Literal.Int(Block.Keys);

    protected string Queries => Literal.Int(Block.Queries);

    protected ScoreMethod Score => new()
    {
        Vectors = Block.Vectors,
        Width = Block.Width,
        DK = Block.DK,
        KeyTiles = Block.KeyTiles,
        IsOnline = Block.IsOnline,
        KeyStride = Attention.Layout.Key.RowStride,
        HasEdge = HasEdge,
        Edits = Attention.Edits,
    };
}
