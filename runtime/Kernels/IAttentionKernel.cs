namespace AttnGen;

/// <summary>
/// What every generated kernel offers, so that generic code takes any of them. Instances are immutable: any number of threads may call
/// one at a time. No call allocates, but for the first on each thread, which takes that thread's scratch memory.
/// </summary>
/// <typeparam name="TSelf">The kernel's own type.</typeparam>
public interface IAttentionKernel<TSelf>
    where TSelf : IAttentionKernel<TSelf>
{
    /// <summary>The shape the kernel was generated for.</summary>
    static abstract AttentionShape Shape { get; }

    /// <summary>The instruction sets in use in this process.</summary>
    static abstract KernelTier Tier { get; }

    /// <summary>The scratch memory that a call needs, in bytes; each thread keeps the largest it has needed.</summary>
    static abstract int ScratchBytes { get; }

    /// <summary>Packs the weights into a new kernel.</summary>
    /// <param name="weights">The matrices and biases of the shape.</param>
    /// <returns>The kernel.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="weights"/> is null.</exception>
    /// <exception cref="ArgumentException">A matrix or bias has the wrong length or no use in this shape.</exception>
    static abstract TSelf Create(AttentionWeights weights);

    /// <summary>softmax(scale · Q·Kᵀ)·V without projections.</summary>
    /// <param name="query">Q: n × heads × dK floats.</param>
    /// <param name="key">K: keyValueLength × keyValueHeads × dK floats.</param>
    /// <param name="value">V: keyValueLength × keyValueHeads × dV floats.</param>
    /// <param name="output">Takes n × heads × dV floats. May not overlap another operand.</param>
    /// <param name="arguments">The optional parts.</param>
    /// <exception cref="ArgumentException">
    /// An operand has the wrong length, operands overlap, or a part is given that the shape has no use for. Nothing has been written then.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <see cref="AttentionArguments.Length"/> is below 0 or above keyValueLength. Nothing has been written then.
    /// </exception>
    static abstract void Attend(
        ReadOnlySpan<float> query, ReadOnlySpan<float> key, ReadOnlySpan<float> value, Span<float> output, AttentionArguments arguments);

    /// <summary>The whole attention: projection, scoring, scaling, softmax, aggregation and, where asked, output projection.</summary>
    /// <param name="x">X: n × dModel floats.</param>
    /// <param name="output">Takes n × outputWidth floats with the output projection, else n × heads·dV.</param>
    /// <param name="arguments">The optional parts.</param>
    /// <exception cref="ArgumentException">
    /// An operand has the wrong length, operands overlap, or a part is given that the shape has no use for. Nothing has been written then.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <see cref="AttentionArguments.Length"/> is below 0 or above keyValueLength, or <see cref="AttentionArguments.Position"/> is outside
    /// its range. Nothing has been written then.
    /// </exception>
    void Forward(ReadOnlySpan<float> x, Span<float> output, AttentionArguments arguments);
}
