namespace AttnGen.Generator.Plan;

/// <summary>How queries, keys, values and the output of an attention lie in memory.</summary>
internal sealed record OperandLayout
{
    /// <summary>The queries.</summary>
    public required OperandStrides Query { get; init; }

    /// <summary>The keys.</summary>
    public required OperandStrides Key { get; init; }

    /// <summary>The values.</summary>
    public required OperandStrides Value { get; init; }

    /// <summary>The output.</summary>
    public required OperandStrides Output { get; init; }

    /// <summary>Whether keys and values begin at a cache line for certain: they are in scratch memory, and not a caller's.</summary>
    public bool BeginsAtLine { get; init; }
}
