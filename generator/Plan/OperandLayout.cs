namespace AttnGen.Generator.Plan;

/// <summary>Where one operand's rows lie, in floats.</summary>
/// <param name="RowStride">From one token to the next.</param>
/// <param name="HeadStride">From one head to the next.</param>
internal readonly record struct OperandStrides(int RowStride, int HeadStride);

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
}
