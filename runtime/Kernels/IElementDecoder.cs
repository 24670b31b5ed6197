namespace AttnGen;

/// <summary>
/// What every generated kernel with a key/value cache offers whose operands are of 16 bits: what <see cref="IDecoderKernel{TSelf, TCache}"/> is
/// where they are floats. A step's keys and values are rounded once, when they join the cache.
/// </summary>
/// <typeparam name="TSelf">The kernel's own type.</typeparam>
/// <typeparam name="TCache">The kernel's cache.</typeparam>
/// <typeparam name="TElement">The type of the operands: <see cref="Half"/> or <see cref="BFloat16"/>.</typeparam>
public interface IDecoderKernel<TSelf, TCache, TElement>
    where TSelf : IDecoderKernel<TSelf, TCache, TElement>
    where TCache : AttentionCache<TElement>, new()
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

    /// <inheritdoc cref="IDecoderKernel{TSelf, TCache}.Attend"/>
    static abstract void Attend(
        ReadOnlySpan<TElement> query,
        ReadOnlySpan<TElement> key,
        ReadOnlySpan<TElement> value,
        Span<TElement> output,
        TCache cache,
        AttentionArguments<TElement> arguments);

    /// <inheritdoc cref="IDecoderKernel{TSelf, TCache}.Forward"/>
    void Forward(ReadOnlySpan<TElement> x, Span<TElement> output, TCache cache, AttentionArguments<TElement> arguments);
}
