namespace AttnGen;

/// <summary>
/// The optional parts of a call for a batch of a kernel that computes in a type of its own: what <see cref="BatchArguments"/> are where that is
/// float.
/// </summary>
/// <typeparam name="TElement">The type of the operands.</typeparam>
/// <typeparam name="TNumber">The type of what is learned, and of what comes out beside the output.</typeparam>
public readonly ref struct BatchArguments<TElement, TNumber>
    where TElement : unmanaged
    where TNumber : unmanaged
{
    /// <summary>The contexts of cross-attention, batch × keyValueLength × contextWidth numbers. <c>Attend</c> has no use for them.</summary>
    public ReadOnlySpan<TElement> Context { get; init; }

    /// <inheritdoc cref="BatchArguments.Lengths"/>
    public ReadOnlySpan<int> Lengths { get; init; }

    /// <inheritdoc cref="BatchArguments.QueryLengths"/>
    public ReadOnlySpan<int> QueryLengths { get; init; }

    /// <inheritdoc cref="BatchArguments.Positions"/>
    public ReadOnlySpan<int> Positions { get; init; }

    /// <inheritdoc cref="BatchArguments.AttentionWeights"/>
    public Span<TNumber> AttentionWeights { get; init; }

    /// <inheritdoc cref="BatchArguments.BooleanMask"/>
    public ReadOnlySpan<bool> BooleanMask { get; init; }

    /// <inheritdoc cref="BatchArguments.AdditiveMask"/>
    public ReadOnlySpan<TElement> AdditiveMask { get; init; }

    /// <inheritdoc cref="BatchArguments.MaskKeys"/>
    public int? MaskKeys { get; init; }

    /// <inheritdoc cref="BatchArguments.MaskPerEntry"/>
    public bool MaskPerEntry { get; init; }

    /// <inheritdoc cref="BatchArguments.RelativeBias"/>
    public ReadOnlySpan<TNumber> RelativeBias { get; init; }

    /// <inheritdoc cref="BatchArguments.Sink"/>
    public ReadOnlySpan<TNumber> Sink { get; init; }

    /// <inheritdoc cref="BatchArguments.ModifierData"/>
    public ReadOnlySpan<TNumber> ModifierData { get; init; }

    /// <inheritdoc cref="BatchArguments.LogSumExp"/>
    public Span<TNumber> LogSumExp { get; init; }

    /// <inheritdoc cref="BatchArguments.Scores"/>
    public Span<TNumber> Scores { get; init; }
}
