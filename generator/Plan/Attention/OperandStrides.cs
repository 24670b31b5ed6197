namespace AttnGen.Generator.Plan;

/// <summary>Where one operand's rows lie, in floats.</summary>
internal readonly struct OperandStrides(int rowStride, int headStride)
{
    /// <summary>From one token to the next.</summary>
    public int RowStride { get; } = rowStride;

    /// <summary>From one head to the next.</summary>
    public int HeadStride { get; } = headStride;
}
