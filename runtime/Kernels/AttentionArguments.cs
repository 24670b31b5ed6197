namespace AttnGen;

/// <summary>
/// The optional parts of a call through <see cref="IAttentionKernel{TSelf}"/>. A kernel whose shape has no use for a part that is given
/// throws <see cref="ArgumentException"/> with its name.
/// </summary>
public readonly ref struct AttentionArguments
{
    /// <summary>The context of cross-attention, keyValueLength × contextWidth floats. <c>Attend</c> has no use for it.</summary>
    public ReadOnlySpan<float> Context { get; init; }

    /// <summary>
    /// The number of real tokens, 0 … keyValueLength; null for all. Keys at and past it are masked. In <c>Forward</c> of self-attention
    /// the tokens are the queries too, and output rows at and past it are zero.
    /// </summary>
    public int? Length { get; init; }

    /// <summary>Takes the attention weights out, heads × n × keyValueLength floats; empty for none.</summary>
    public Span<float> AttentionWeights { get; init; }
}
