namespace AttnGen.Tests.Harness;

/// <summary>
/// What a kernel of 16-bit elements is called with where a check speaks of floats, which are meant to be such numbers already: elements that end
/// at a protected page, and the optional parts.
/// </summary>
internal static class ElementOperands
{
    /// <summary>An operand that is read.</summary>
    public static GuardedMemory<TElement> Input<TElement>(ReadOnlySpan<float> values)
        where TElement : unmanaged
    {
        var memory = new GuardedMemory<TElement>(values.Length, Guard.AtEnd);
        TestElements.Narrow<TElement>(values).CopyTo(memory.Span);
        memory.Protect();
        return memory;
    }

    /// <summary>What a kernel wrote, as floats; fails if it wrote past it.</summary>
    public static void Widen<TElement>(GuardedMemory<TElement> elements, Span<float> output)
        where TElement : unmanaged
    {
        elements.AssertSlackUntouched("output");
        for (int i = 0; i < output.Length; i++)
        {
            output[i] = TestElements.ToFloat(elements.Span[i]);
        }
    }

    /// <summary>The parts of a call, with those that are of the element type.</summary>
    public static AttentionArguments<TElement> Arguments<TElement>(
        AttentionArguments arguments, ReadOnlySpan<TElement> context, ReadOnlySpan<TElement> mask)
        where TElement : unmanaged => new()
    {
        Context = context,
        AdditiveMask = mask,
        Length = arguments.Length,
        QueryLength = arguments.QueryLength,
        Position = arguments.Position,
        AttentionWeights = arguments.AttentionWeights,
        BooleanMask = arguments.BooleanMask,
        MaskKeys = arguments.MaskKeys,
        RelativeBias = arguments.RelativeBias,
        Sink = arguments.Sink,
        ModifierData = arguments.ModifierData,
        LogSumExp = arguments.LogSumExp,
        Scores = arguments.Scores,
    };

    /// <summary>The parts of a batch, with those that are of the element type.</summary>
    public static BatchArguments<TElement> Arguments<TElement>(
        BatchArguments arguments, ReadOnlySpan<TElement> context, ReadOnlySpan<TElement> mask)
        where TElement : unmanaged => new()
    {
        Context = context,
        AdditiveMask = mask,
        Lengths = arguments.Lengths,
        QueryLengths = arguments.QueryLengths,
        Positions = arguments.Positions,
        AttentionWeights = arguments.AttentionWeights,
        BooleanMask = arguments.BooleanMask,
        MaskKeys = arguments.MaskKeys,
        MaskPerEntry = arguments.MaskPerEntry,
        RelativeBias = arguments.RelativeBias,
        Sink = arguments.Sink,
        ModifierData = arguments.ModifierData,
        LogSumExp = arguments.LogSumExp,
        Scores = arguments.Scores,
    };
}
