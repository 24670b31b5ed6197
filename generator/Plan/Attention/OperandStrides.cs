namespace AttnGen.Generator.Plan;

/// <summary>Where one operand's rows lie, in floats.</summary>
/// <param name="RowStride">From one token to the next.</param>
/// <param name="HeadStride">From one head to the next.</param>
internal readonly record struct OperandStrides(int RowStride, int HeadStride);
