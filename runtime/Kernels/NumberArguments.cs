namespace AttnGen;

/// <summary>
/// The optional parts of a call through <see cref="IAttentionKernel{TSelf, TElement, TNumber}"/>: what <see cref="AttentionArguments"/> are to a
/// kernel that computes in floats.
/// </summary>
/// <typeparam name="TElement">The type of the operands.</typeparam>
/// <typeparam name="TNumber">The type of what is learned, and of what comes out beside the output.</typeparam>
public readonly ref struct AttentionArguments<TElement, TNumber>
    where TElement : unmanaged
    where TNumber : unmanaged
{
    /// <summary>The context of cross-attention, keyValueLength × contextWidth numbers. <c>Attend</c> has no use for it.</summary>
    public ReadOnlySpan<TElement> Context { get; init; }

    /// <inheritdoc cref="AttentionArguments.Length"/>
    public int? Length { get; init; }

    /// <inheritdoc cref="AttentionArguments.QueryLength"/>
    public int? QueryLength { get; init; }

    /// <inheritdoc cref="AttentionArguments.AttentionWeights"/>
    public Span<TNumber> AttentionWeights { get; init; }

    /// <inheritdoc cref="AttentionArguments.Position"/>
    public int Position { get; init; }

    /// <inheritdoc cref="AttentionArguments.BooleanMask"/>
    public ReadOnlySpan<bool> BooleanMask { get; init; }

    /// <inheritdoc cref="AttentionArguments.AdditiveMask"/>
    public ReadOnlySpan<TElement> AdditiveMask { get; init; }

    /// <inheritdoc cref="AttentionArguments.MaskKeys"/>
    public int? MaskKeys { get; init; }

    /// <inheritdoc cref="AttentionArguments.RelativeBias"/>
    public ReadOnlySpan<TNumber> RelativeBias { get; init; }

    /// <inheritdoc cref="AttentionArguments.Sink"/>
    public ReadOnlySpan<TNumber> Sink { get; init; }

    /// <inheritdoc cref="AttentionArguments.ModifierData"/>
    public ReadOnlySpan<TNumber> ModifierData { get; init; }

    /// <inheritdoc cref="AttentionArguments.LogSumExp"/>
    public Span<TNumber> LogSumExp { get; init; }

    /// <inheritdoc cref="AttentionArguments.Scores"/>
    public Span<TNumber> Scores { get; init; }
}
