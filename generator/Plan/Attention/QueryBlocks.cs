namespace AttnGen.Generator.Plan;

/// <summary>Equal blocks of queries that follow each other.</summary>
internal sealed class QueryBlocks
{
    /// <summary>The states of the blocks that go together stay below so many bytes (256 KB).</summary>
    private const int MostStateBytes = 1 << 18;

    /// <summary>The first query.</summary>
    public required int FirstQuery { get; init; }

    /// <summary>How many blocks.</summary>
    public required int Count { get; init; }

    /// <summary>The bytes of a number.</summary>
    public required int NumberBytes { get; init; }

    /// <summary>How one block is computed.</summary>
    public required BlockPlan Block { get; init; }

    /// <summary>
    /// How many blocks pass by a block of keys before the next keys come: as many as keep their state in the second-level cache, so that
    /// keys and values come from further away once for all of them. One, where all keys are scored at once.
    /// </summary>
    public int Together => Block.IsOnline ? Math.Min(Count, Math.Max(1, MostStateBytes / NumberBytes / Block.Scratch.StateLength)) : 1;
}
