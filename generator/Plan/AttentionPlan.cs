namespace AttnGen.Generator.Plan;

/// <summary>
/// Scoring, softmax and aggregation of all heads. Lanes are queries: a block of queries is held transposed, so that scores come out as
/// Sᵀ[key][lane], the softmax is lane-wise, and the aggregation Oᵀ[c][lane] = Σ V[key][c]·P[key][lane] uses the weights as they lie.
/// </summary>
internal sealed record AttentionPlan
{
    /// <summary>What the method that loops over heads and blocks is called.</summary>
    public required string Name { get; init; }

    /// <summary>Where the operands lie.</summary>
    public required OperandLayout Layout { get; init; }

    /// <summary>The number of heads.</summary>
    public required int Heads { get; init; }

    /// <summary>The number of queries.</summary>
    public required int Queries { get; init; }

    /// <summary>The number of keys.</summary>
    public required int Keys { get; init; }

    /// <summary>The size of one head's query and key.</summary>
    public required int DK { get; init; }

    /// <summary>The size of one head's value.</summary>
    public required int DV { get; init; }

    /// <summary>
    /// What the queries are multiplied with while they are transposed: the scale, times log₂e, since the softmax works in base 2.
    /// </summary>
    public required double QueryFactor { get; init; }

    /// <summary>The blocks of queries, in order.</summary>
    public required IReadOnlyList<QueryBlocks> Blocks { get; init; }

    /// <summary>The distance between the rows of two heads in the attention weights: all queries of the shape, times the keys.</summary>
    public required long WeightsHeadStride { get; init; }

    /// <summary>Whether the attention weights can be asked for.</summary>
    public required bool OffersWeights { get; init; }
}

/// <summary>Equal blocks of queries that follow each other.</summary>
internal sealed record QueryBlocks
{
    /// <summary>The first query.</summary>
    public required int FirstQuery { get; init; }

    /// <summary>How many blocks.</summary>
    public required int Count { get; init; }

    /// <summary>How one block is computed.</summary>
    public required BlockPlan Block { get; init; }
}

/// <summary>How one block of queries is computed.</summary>
internal sealed record BlockPlan
{
    /// <summary>The vectors that hold one number of each query.</summary>
    public required int Vectors { get; init; }

    /// <summary>The lanes of those vectors.</summary>
    public required int Width { get; init; }

    /// <summary>The real queries among the lanes.</summary>
    public required int Queries { get; init; }

    /// <summary>The number of keys of the shape.</summary>
    public required int Keys { get; init; }

    /// <summary>The size of one head's query and key.</summary>
    public required int DK { get; init; }

    /// <summary>The size of one head's value.</summary>
    public required int DV { get; init; }

    /// <summary>All keys, cut into tiles, where their scores are held at once; else the tiles of one block of keys.</summary>
    public required RowTiles KeyTiles { get; init; }

    /// <summary>The keys whose scores are held at once.</summary>
    public required int KeyBlock { get; init; }

    /// <summary>A value's numbers, cut into tiles.</summary>
    public required RowTiles ValueTiles { get; init; }

    /// <summary>Where the block's pieces lie in scratch memory.</summary>
    public required BlockScratch Scratch { get; init; }

    /// <summary>The same block with a query in every lane: what does not depend on the number of queries is written once.</summary>
    public BlockPlan Full => this with { Queries = Width };

    /// <summary>Whether keys come in blocks, merged by the online softmax (Milakov and Gimelshein, 2018).</summary>
    public bool IsOnline => KeyBlock < Keys;
}
