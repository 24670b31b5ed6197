namespace AttnGen;

/// <summary>
/// The optional parts of a call for a batch of a kernel whose operands are of 16 bits: what <see cref="BatchArguments"/> are where they are floats.
/// </summary>
/// <typeparam name="TElement">The type of the operands: <see cref="Half"/> or <see cref="BFloat16"/>.</typeparam>
public readonly ref struct BatchArguments<TElement>
    where TElement : unmanaged
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
    public Span<float> AttentionWeights { get; init; }

    /// <inheritdoc cref="BatchArguments.BooleanMask"/>
    public ReadOnlySpan<bool> BooleanMask { get; init; }

    /// <inheritdoc cref="BatchArguments.AdditiveMask"/>
    public ReadOnlySpan<TElement> AdditiveMask { get; init; }

    /// <inheritdoc cref="BatchArguments.MaskKeys"/>
    public int? MaskKeys { get; init; }

    /// <inheritdoc cref="BatchArguments.MaskPerEntry"/>
    public bool MaskPerEntry { get; init; }

    /// <inheritdoc cref="BatchArguments.RelativeBias"/>
    public ReadOnlySpan<float> RelativeBias { get; init; }

    /// <inheritdoc cref="BatchArguments.Sink"/>
    public ReadOnlySpan<float> Sink { get; init; }

    /// <inheritdoc cref="BatchArguments.ModifierData"/>
    public ReadOnlySpan<float> ModifierData { get; init; }

    /// <inheritdoc cref="BatchArguments.LogSumExp"/>
    public Span<float> LogSumExp { get; init; }

    /// <inheritdoc cref="BatchArguments.Scores"/>
    public Span<float> Scores { get; init; }

    /// <summary>The same parts.</summary>
    internal BatchArguments<TElement, float> AsNumbers => new()
    {
        Context = Context,
        Lengths = Lengths,
        QueryLengths = QueryLengths,
        Positions = Positions,
        AttentionWeights = AttentionWeights,
        BooleanMask = BooleanMask,
        AdditiveMask = AdditiveMask,
        MaskKeys = MaskKeys,
        MaskPerEntry = MaskPerEntry,
        RelativeBias = RelativeBias,
        Sink = Sink,
        ModifierData = ModifierData,
        LogSumExp = LogSumExp,
        Scores = Scores,
    };
}
