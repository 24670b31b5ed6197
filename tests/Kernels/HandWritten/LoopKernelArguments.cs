namespace AttnGen.Tests.Kernels.HandWritten;

/// <summary>The checks of <see cref="LoopKernel{TCase}"/>, which its faults leave out or spoil.</summary>
internal static class LoopKernelArguments
{
    public static void Length(ReadOnlySpan<float> operand, string name, Fault fault, params ReadOnlySpan<int> factors)
    {
        int expected = 1;
        foreach (int factor in factors)
        {
            expected *= factor;
        }

        if (operand.Length != expected)
        {
            string product = fault == Fault.TellsNoProduct ? "" : $"{string.Join(" × ", factors.ToArray())} = ";
            throw new ArgumentException(
                $"{name} must hold {product}{expected} floats, but holds {operand.Length}.",
                fault == Fault.NamesTheWrongArgument ? "operand" : name);
        }
    }

    public static void Absent(ReadOnlySpan<float> context)
    {
        if (!context.IsEmpty)
        {
            throw new ArgumentException("There is no use for a context here.", nameof(context));
        }
    }

    public static void Results(AttentionShape shape, Span<float> output, int length, Span<float> attentionWeights, Fault fault)
    {
        if (length < 0 || length > shape.KeyValueLength)
        {
            throw new ArgumentOutOfRangeException(nameof(length));
        }

        if (!attentionWeights.IsEmpty)
        {
            Length(attentionWeights, nameof(attentionWeights), fault, shape.Heads, shape.N, shape.KeyValueLength);
        }

        if (fault != Fault.IgnoresOverlap && output.Overlaps(attentionWeights))
        {
            throw new ArgumentException("output and attentionWeights overlap.", nameof(output));
        }
    }

    public static void Disjoint(ReadOnlySpan<float> input, Span<float> output, Span<float> attentionWeights, Fault fault)
    {
        if (fault == Fault.IgnoresOverlap)
        {
            return;
        }

        if (input.Overlaps(output))
        {
            throw new ArgumentException("output overlaps an input.", nameof(output));
        }

        if (input.Overlaps(attentionWeights))
        {
            throw new ArgumentException("attentionWeights overlaps an input.", nameof(attentionWeights));
        }
    }

    /// <summary>Fewer queries than all are not what these kernels are for.</summary>
    public static void AllQueries(AttentionShape shape, int queryLength)
    {
        if (queryLength != shape.N)
        {
            throw new NotSupportedException($"The loop computes all {shape.N} queries, not {queryLength}.");
        }
    }
}
