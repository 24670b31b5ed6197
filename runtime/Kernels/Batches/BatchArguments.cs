namespace AttnGen;

/// <summary>
/// The optional parts of a call for a batch: those of <see cref="AttentionArguments"/>, for every entry. A kernel whose shape has no use for a
/// part that is given throws <see cref="ArgumentException"/> with its name.
/// </summary>
public readonly ref struct BatchArguments
{
    /// <summary>The contexts of cross-attention, batch × keyValueLength × contextWidth floats. <c>Attend</c> has no use for them.</summary>
    public ReadOnlySpan<float> Context { get; init; }

    /// <summary>The number of real tokens of each entry, batch numbers of 0 … keyValueLength; empty for all tokens in all entries.</summary>
    public ReadOnlySpan<int> Lengths { get; init; }

    /// <summary>
    /// The number of real queries of each entry, batch numbers of 0 … n; empty for all in all entries. In <c>Forward</c> of self-attention
    /// <see cref="Lengths"/> count both.
    /// </summary>
    public ReadOnlySpan<int> QueryLengths { get; init; }

    /// <summary>
    /// In <c>Forward</c> of a shape with <see cref="AttentionShape.Rope"/>, the position of each entry's first token, batch numbers; empty for 0.
    /// </summary>
    public ReadOnlySpan<int> Positions { get; init; }

    /// <summary>Takes the attention weights out, batch × heads × n × keyValueLength floats; empty for none.</summary>
    public Span<float> AttentionWeights { get; init; }

    /// <summary>
    /// The mask of a shape with <see cref="MaskKind.Boolean"/>: true means attend. One row of <see cref="MaskKeys"/> elements, n rows or
    /// heads × n rows: of all entries, or with <see cref="MaskPerEntry"/> as many for each. Empty for none.
    /// </summary>
    public ReadOnlySpan<bool> BooleanMask { get; init; }

    /// <summary>The mask of a shape with <see cref="MaskKind.Additive"/>, as many numbers; −∞ hides a key. Empty for none.</summary>
    public ReadOnlySpan<float> AdditiveMask { get; init; }

    /// <summary>The keys that a row of the mask has, 1 … keyValueLength; null for all. Those past it are hidden; without a mask none is.</summary>
    public int? MaskKeys { get; init; }

    /// <summary>Whether each entry has a mask of its own, one behind the other.</summary>
    public bool MaskPerEntry { get; init; }

    /// <summary>For <c>Attend</c> of a shape with a relative bias: the table of all entries, heads × (n + keyValueLength − 1) floats.</summary>
    public ReadOnlySpan<float> RelativeBias { get; init; }

    /// <summary>For <c>Attend</c> of a shape with learned sinks: one logit a head, for all entries.</summary>
    public ReadOnlySpan<float> Sink { get; init; }

    /// <summary>
    /// For a shape whose <see cref="AttentionShape.Modifier"/> takes data: as many floats as its <c>DataLength</c> says, for all entries, or
    /// so many for each, one behind the other.
    /// </summary>
    public ReadOnlySpan<float> ModifierData { get; init; }

    /// <summary>Takes ln Σ e^score of each row, batch × heads × n floats; empty for none.</summary>
    public Span<float> LogSumExp { get; init; }

    /// <summary>Takes the scores of the shape's <see cref="ScoreStage"/>, batch × heads × n × keyValueLength floats; empty for none.</summary>
    public Span<float> Scores { get; init; }

    /// <summary>The same parts.</summary>
    internal BatchArguments<float, float> AsNumbers => new()
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
