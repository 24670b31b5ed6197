namespace AttnGen;

/// <summary>
/// What a generated kernel offers whose operands are of 16 bits: what <see cref="IAttentionKernel{TSelf}"/> is where they are floats. Instances
/// are immutable: any number of threads may call one at a time. No call allocates, but for the first on each thread, which takes that
/// thread's scratch memory.
/// </summary>
/// <typeparam name="TSelf">The kernel's own type.</typeparam>
/// <typeparam name="TElement">The type of the operands: <see cref="Half"/> or <see cref="BFloat16"/>.</typeparam>
public interface IAttentionKernel<TSelf, TElement>
    where TSelf : IAttentionKernel<TSelf, TElement>
    where TElement : unmanaged
{
    /// <inheritdoc cref="IAttentionKernel{TSelf}.Shape"/>
    static abstract AttentionShape Shape { get; }

    /// <inheritdoc cref="IAttentionKernel{TSelf}.Tier"/>
    static abstract KernelTier Tier { get; }

    /// <inheritdoc cref="IAttentionKernel{TSelf}.ScratchBytes"/>
    static abstract int ScratchBytes { get; }

    /// <inheritdoc cref="IAttentionKernel{TSelf}.Create"/>
    static abstract TSelf Create(AttentionWeights weights);

    /// <summary>softmax(scale · Q·Kᵀ)·V without projections.</summary>
    /// <param name="query">Q: n × heads × dK numbers.</param>
    /// <param name="key">K: keyValueLength × keyValueHeads × dK numbers.</param>
    /// <param name="value">V: keyValueLength × keyValueHeads × dV numbers.</param>
    /// <param name="output">Takes n × heads × dV numbers. May not overlap another operand.</param>
    /// <param name="arguments">The optional parts.</param>
    /// <exception cref="ArgumentException">
    /// An operand has the wrong length, operands overlap, or a part is given that the shape has no use for. Nothing has been written then.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <see cref="AttentionArguments{TElement}.Length"/> is below 0 or above keyValueLength. Nothing has been written then.
    /// </exception>
    static abstract void Attend(
        ReadOnlySpan<TElement> query,
        ReadOnlySpan<TElement> key,
        ReadOnlySpan<TElement> value,
        Span<TElement> output,
        AttentionArguments<TElement> arguments);

    /// <summary>The whole attention: projection, scoring, scaling, softmax, aggregation and, where asked, output projection.</summary>
    /// <param name="x">X: n × dModel numbers.</param>
    /// <param name="output">Takes n × outputWidth numbers with the output projection, else n × heads·dV.</param>
    /// <param name="arguments">The optional parts.</param>
    /// <exception cref="ArgumentException">
    /// An operand has the wrong length, operands overlap, or a part is given that the shape has no use for. Nothing has been written then.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <see cref="AttentionArguments{TElement}.Length"/> is below 0 or above keyValueLength, or
    /// <see cref="AttentionArguments{TElement}.Position"/> is outside its range. Nothing has been written then.
    /// </exception>
    void Forward(ReadOnlySpan<TElement> x, Span<TElement> output, AttentionArguments<TElement> arguments);
}
