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

    /// <summary>Whether keys and values were written to where blocks of queries read them best, so that they are not copied for where they begin.</summary>
    public bool IsPlaced { get; init; }
}
