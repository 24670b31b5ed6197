namespace AttnGen;

/// <summary>
/// The optional parts of a call through <see cref="IAttentionKernel{TSelf, TElement}"/>: what <see cref="AttentionArguments"/> are to a kernel
/// whose operands are floats. What goes in beside tokens is of their type; what is learned, and what comes out beside the output, is floats.
/// </summary>
/// <typeparam name="TElement">The type of the operands: <see cref="Half"/> or <see cref="BFloat16"/>.</typeparam>
public readonly ref struct AttentionArguments<TElement>
    where TElement : unmanaged
{
    /// <summary>The context of cross-attention, keyValueLength × contextWidth numbers. <c>Attend</c> has no use for it.</summary>
    public ReadOnlySpan<TElement> Context { get; init; }

    /// <inheritdoc cref="AttentionArguments.Length"/>
    public int? Length { get; init; }

    /// <inheritdoc cref="AttentionArguments.QueryLength"/>
    public int? QueryLength { get; init; }

    /// <inheritdoc cref="AttentionArguments.Position"/>
    public int Position { get; init; }

    /// <inheritdoc cref="AttentionArguments.AttentionWeights"/>
    public Span<float> AttentionWeights { get; init; }

    /// <inheritdoc cref="AttentionArguments.BooleanMask"/>
    public ReadOnlySpan<bool> BooleanMask { get; init; }

    /// <inheritdoc cref="AttentionArguments.AdditiveMask"/>
    public ReadOnlySpan<TElement> AdditiveMask { get; init; }

    /// <inheritdoc cref="AttentionArguments.MaskKeys"/>
    public int? MaskKeys { get; init; }

    /// <inheritdoc cref="AttentionArguments.RelativeBias"/>
    public ReadOnlySpan<float> RelativeBias { get; init; }

    /// <inheritdoc cref="AttentionArguments.Sink"/>
    public ReadOnlySpan<float> Sink { get; init; }

    /// <inheritdoc cref="AttentionArguments.ModifierData"/>
    public ReadOnlySpan<float> ModifierData { get; init; }

    /// <inheritdoc cref="AttentionArguments.LogSumExp"/>
    public Span<float> LogSumExp { get; init; }

    /// <inheritdoc cref="AttentionArguments.Scores"/>
    public Span<float> Scores { get; init; }

    /// <summary>The same parts.</summary>
    internal static AttentionArguments<TElement> From(AttentionArguments<TElement, float> parts) => new()
    {
        Context = parts.Context,
        Length = parts.Length,
        QueryLength = parts.QueryLength,
        Position = parts.Position,
        AttentionWeights = parts.AttentionWeights,
        BooleanMask = parts.BooleanMask,
        AdditiveMask = parts.AdditiveMask,
        MaskKeys = parts.MaskKeys,
        RelativeBias = parts.RelativeBias,
        Sink = parts.Sink,
        ModifierData = parts.ModifierData,
        LogSumExp = parts.LogSumExp,
        Scores = parts.Scores,
    };
}
