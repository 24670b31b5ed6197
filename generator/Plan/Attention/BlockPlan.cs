namespace AttnGen.Generator.Plan;

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

    /// <summary>How the weights are multiplied with the values.</summary>
    public required AggregationPlan Aggregation { get; init; }

    /// <summary>Where the block's pieces lie in scratch memory.</summary>
    public required BlockScratch Scratch { get; init; }

    /// <summary>Whether keys come in blocks, merged by the online softmax (Milakov and Gimelshein, 2018).</summary>
    public bool IsOnline => KeyBlock < Keys;
}
