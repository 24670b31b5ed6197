namespace AttnGen.Generator.Plan;

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
