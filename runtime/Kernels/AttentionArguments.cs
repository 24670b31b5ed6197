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

    /// <summary>
    /// The number of real queries, 0 … n; null for all. Output rows at and past it are zero. In <c>Forward</c> of self-attention the tokens
    /// are the queries too, and <see cref="Length"/> counts both.
    /// </summary>
    public int? QueryLength { get; init; }

    /// <summary>
    /// In <c>Forward</c> of a shape with <see cref="AttentionShape.Rope"/>, the position of the first token of x, 0 or above; a context
    /// begins at position 0. In self-attention queries and keys move alike, and the result is the same whatever it is.
    /// </summary>
    public int Position { get; init; }

    /// <summary>Takes the attention weights out, heads × n × keyValueLength floats; empty for none.</summary>
    public Span<float> AttentionWeights { get; init; }

    /// <summary>
    /// The mask of a shape with <see cref="MaskKind.Boolean"/>: true means attend. One row of <see cref="MaskKeys"/> elements for all queries
    /// and heads, n rows for all heads, or heads × n rows; empty for none.
    /// </summary>
    public ReadOnlySpan<bool> BooleanMask { get; init; }

    /// <summary>The mask of a shape with <see cref="MaskKind.Additive"/>, as many numbers; −∞ hides a key. Empty for none.</summary>
    public ReadOnlySpan<float> AdditiveMask { get; init; }

    /// <summary>The keys that a row of the mask has, 1 … keyValueLength; null for all. Those past it are hidden; without a mask none is.</summary>
    public int? MaskKeys { get; init; }

    /// <summary>For <c>Attend</c> of a shape with a relative bias: its table, heads × (n + keyValueLength − 1) floats.</summary>
    public ReadOnlySpan<float> RelativeBias { get; init; }

    /// <summary>For <c>Attend</c> of a shape with learned sinks: one logit a head.</summary>
    public ReadOnlySpan<float> Sink { get; init; }

    /// <summary>For a shape whose <see cref="AttentionShape.Modifier"/> takes data: as many floats as its <c>DataLength</c> says.</summary>
    public ReadOnlySpan<float> ModifierData { get; init; }

    /// <summary>Takes ln Σ e^score of each row, heads × n floats; empty for none.</summary>
    public Span<float> LogSumExp { get; init; }

    /// <summary>Takes the scores of the shape's <see cref="ScoreStage"/>, heads × n × keyValueLength floats; empty for none.</summary>
    public Span<float> Scores { get; init; }

    /// <summary>The same parts.</summary>
    internal static AttentionArguments From(AttentionArguments<float, float> parts) => new()
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
