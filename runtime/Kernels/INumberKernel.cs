namespace AttnGen;

/// <summary>
/// What a generated kernel offers that computes in a type of its own: what <see cref="IAttentionKernel{TSelf}"/> is where that is float.
/// Instances are immutable: any number of threads may call one at a time. No call allocates, but for the first on each thread, which takes
/// that thread's scratch memory.
/// </summary>
/// <typeparam name="TSelf">The kernel's own type.</typeparam>
/// <typeparam name="TElement">The type of the operands: <see cref="double"/>.</typeparam>
/// <typeparam name="TNumber">The type of weights, arithmetic, and what comes out beside the output: <see cref="double"/>.</typeparam>
public interface IAttentionKernel<TSelf, TElement, TNumber>
    where TSelf : IAttentionKernel<TSelf, TElement, TNumber>
    where TElement : unmanaged
    where TNumber : unmanaged
{
    /// <inheritdoc cref="IAttentionKernel{TSelf}.Shape"/>
    static abstract AttentionShape Shape { get; }

    /// <inheritdoc cref="IAttentionKernel{TSelf}.Tier"/>
    static abstract KernelTier Tier { get; }

    /// <inheritdoc cref="IAttentionKernel{TSelf}.ScratchBytes"/>
    static abstract int ScratchBytes { get; }

    /// <inheritdoc cref="IAttentionKernel{TSelf}.Create"/>
    static abstract TSelf Create(AttentionWeights<TNumber> weights);

    /// <inheritdoc cref="IAttentionKernel{TSelf, TElement}.Attend"/>
    static abstract void Attend(
        ReadOnlySpan<TElement> query,
        ReadOnlySpan<TElement> key,
        ReadOnlySpan<TElement> value,
        Span<TElement> output,
        AttentionArguments<TElement, TNumber> arguments);

    /// <inheritdoc cref="IAttentionKernel{TSelf, TElement}.Forward"/>
    void Forward(ReadOnlySpan<TElement> x, Span<TElement> output, AttentionArguments<TElement, TNumber> arguments);
}
