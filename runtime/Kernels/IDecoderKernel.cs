namespace AttnGen;

/// <summary>
/// What every generated kernel with a key/value cache offers, so that generic code takes any of them. Instances are immutable; what a
/// sequence has seen is in its cache, which one thread at a time may use. No call allocates, but for the first on each thread, which takes
/// that thread's scratch memory.
/// </summary>
/// <typeparam name="TSelf">The kernel's own type.</typeparam>
/// <typeparam name="TCache">The kernel's cache.</typeparam>
public interface IDecoderKernel<TSelf, TCache>
    where TSelf : IDecoderKernel<TSelf, TCache>
    where TCache : AttentionCache, new()
{
    /// <inheritdoc cref="IAttentionKernel{TSelf}.Shape"/>
    static abstract AttentionShape Shape { get; }

    /// <inheritdoc cref="IAttentionKernel{TSelf}.Tier"/>
    static abstract KernelTier Tier { get; }

    /// <inheritdoc cref="IAttentionKernel{TSelf}.ScratchBytes"/>
    static abstract int ScratchBytes { get; }

    /// <inheritdoc cref="IAttentionKernel{TSelf}.Create"/>
    static abstract TSelf Create(AttentionWeights weights);

    /// <summary>
    /// One step without projections: the tokens' keys and values join the cache, then softmax(scale · Q·Kᵀ)·V over all that it holds.
    /// </summary>
    /// <param name="query">Q: tokens × heads × dK floats; 1 … n tokens.</param>
    /// <param name="key">K of these tokens: tokens × keyValueHeads × dK floats.</param>
    /// <param name="value">V of these tokens: tokens × keyValueHeads × dV floats.</param>
    /// <param name="output">Takes tokens × heads × dV floats. May not overlap another operand.</param>
    /// <param name="cache">The tokens before.</param>
    /// <param name="arguments">The optional parts.</param>
    /// <exception cref="ArgumentNullException"><paramref name="cache"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// An operand has the wrong length, operands overlap, the cache has no room, or a part is given that the shape has no use for. Nothing has
    /// been written then.
    /// </exception>
    static abstract void Attend(
        ReadOnlySpan<float> query,
        ReadOnlySpan<float> key,
        ReadOnlySpan<float> value,
        Span<float> output,
        TCache cache,
        AttentionArguments arguments);

    /// <summary>
    /// One step: projection of the new tokens, whose keys and values join the cache, then attention over all that it holds and, where asked,
    /// the output projection.
    /// </summary>
    /// <param name="x">X of these tokens: tokens × dModel floats; 1 … n tokens.</param>
    /// <param name="output">Takes tokens × outputWidth floats with the output projection, else tokens × heads·dV.</param>
    /// <param name="cache">The tokens before.</param>
    /// <param name="arguments">The optional parts.</param>
    /// <exception cref="ArgumentNullException"><paramref name="cache"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// An operand has the wrong length, operands overlap, the cache has no room, or a part is given that the shape has no use for. Nothing has
    /// been written then.
    /// </exception>
    void Forward(ReadOnlySpan<float> x, Span<float> output, TCache cache, AttentionArguments arguments);
}
