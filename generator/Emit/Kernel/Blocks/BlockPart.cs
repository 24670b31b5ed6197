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

    /// <summary>Writes each lane's largest score once more, where a tile reached past the keys; with an edge, none compares those.</summary>
    protected void WriteLargest(MethodBody body, string condition, string max, string count)
    {
        if (!HasEdge)
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

    protected bool HasEdge => Attention.Visibility.HasEdge;

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
    };
}
