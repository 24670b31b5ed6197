namespace AttnGen;

/// <summary>
/// What every generated kernel with a key/value cache offers that computes in a type of its own: what <see cref="IDecoderKernel{TSelf, TCache}"/>
/// is where that is float. Nothing is rounded on its way into the cache.
/// </summary>
/// <typeparam name="TSelf">The kernel's own type.</typeparam>
/// <typeparam name="TCache">The kernel's cache.</typeparam>
/// <typeparam name="TElement">The type of the operands: <see cref="double"/>.</typeparam>
/// <typeparam name="TNumber">The type of weights, arithmetic, and what comes out beside the output: <see cref="double"/>.</typeparam>
public interface IDecoderKernel<TSelf, TCache, TElement, TNumber>
    where TSelf : IDecoderKernel<TSelf, TCache, TElement, TNumber>
    where TCache : AttentionCache<TElement>, new()
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

    /// <inheritdoc cref="IDecoderKernel{TSelf, TCache}.Attend"/>
    static abstract void Attend(
        ReadOnlySpan<TElement> query,
        ReadOnlySpan<TElement> key,
        ReadOnlySpan<TElement> value,
        Span<TElement> output,
        TCache cache,
        AttentionArguments<TElement, TNumber> arguments);

    /// <inheritdoc cref="IDecoderKernel{TSelf, TCache}.Forward"/>
    void Forward(ReadOnlySpan<TElement> x, Span<TElement> output, TCache cache, AttentionArguments<TElement, TNumber> arguments);
}
