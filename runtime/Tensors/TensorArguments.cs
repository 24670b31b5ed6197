using System.Numerics.Tensors;

namespace AttnGen;

/// <summary>
/// The optional parts of a call on tensors: <see cref="AttentionArguments"/> with dimensions. A part that is left out, and so is empty, is
/// not passed on; a kernel whose shape has no use for a part that is given throws <see cref="ArgumentException"/> with its name.
/// </summary>
public readonly ref struct TensorArguments
{
    /// <summary>The context of cross-attention, [keyValueLength, contextWidth]. <c>Attend</c> has no use for it.</summary>
    public ReadOnlyTensorSpan<float> Context { get; init; }

    /// <summary>The number of real tokens, 0 … keyValueLength; null for all.</summary>
    public int? Length { get; init; }

    /// <summary>The number of real queries, 0 … n; null for all. In <c>Forward</c> of self-attention <see cref="Length"/> counts them too.</summary>
    public int? QueryLength { get; init; }

    /// <summary>In <c>Forward</c> of a shape with <see cref="AttentionShape.Rope"/>, the position of the first token of x.</summary>
    public int Position { get; init; }

    /// <summary>Takes the attention weights out, [heads, n, keyValueLength].</summary>
    public TensorSpan<float> AttentionWeights { get; init; }

    /// <summary>
    /// The mask of a shape with <see cref="MaskKind.Boolean"/>: true means attend. [keys], [n, keys] or [heads, n, keys], with at most
    /// keyValueLength keys; those past it are hidden.
    /// </summary>
    public ReadOnlyTensorSpan<bool> BooleanMask { get; init; }

    /// <summary>The mask of a shape with <see cref="MaskKind.Additive"/>, with the same dimensions; −∞ hides a key.</summary>
    public ReadOnlyTensorSpan<float> AdditiveMask { get; init; }

    /// <summary>For <c>Attend</c> of a shape with a relative bias: its table, [heads, n + keyValueLength − 1].</summary>
    public ReadOnlyTensorSpan<float> RelativeBias { get; init; }

    /// <summary>For <c>Attend</c> of a shape with learned sinks: one logit a head, [heads].</summary>
    public ReadOnlyTensorSpan<float> Sink { get; init; }

    /// <summary>
    /// For a shape whose <see cref="AttentionShape.Modifier"/> takes data: as many numbers as its <c>DataLength</c> says, in whatever
    /// dimensions.
    /// </summary>
    public ReadOnlyTensorSpan<float> ModifierData { get; init; }

    /// <summary>Takes ln Σ e^score of each row, [heads, n].</summary>
    public TensorSpan<float> LogSumExp { get; init; }

    /// <summary>Takes the scores of the shape's <see cref="ScoreStage"/>, [heads, n, keyValueLength].</summary>
    public TensorSpan<float> Scores { get; init; }

    /// <summary>The same parts as spans, their dimensions checked.</summary>
    /// <exception cref="ArgumentException">A part has other dimensions than the shape gives it, or does not lie dense.</exception>
    internal AttentionArguments Checked(AttentionShape shape)
    {
        int n = shape.N;
        int keys = shape.KeyValueLength;
        return new AttentionArguments
        {
            Context = Context.IsEmpty
                ? default
                : Dense.Span(Context, "context", "keyValueLength × contextWidth", [keys, shape.ContextWidth]),
            Length = Length,
            QueryLength = QueryLength,
            Position = Position,
            AttentionWeights = AttentionWeights.IsEmpty
                ? default
                : Dense.Span(AttentionWeights, "attentionWeights", "heads × n × keyValueLength", [shape.Heads, n, keys]),
            BooleanMask = BooleanMask.IsEmpty ? default : Dense.Mask(BooleanMask, "mask", shape),
            AdditiveMask = AdditiveMask.IsEmpty ? default : Dense.Mask(AdditiveMask, "mask", shape),
            MaskKeys = BooleanMask.IsEmpty
                ? AdditiveMask.IsEmpty ? null : (int)AdditiveMask.Lengths[^1]
                : (int)BooleanMask.Lengths[^1],
            RelativeBias = RelativeBias.IsEmpty
                ? default
                : Dense.Span(RelativeBias, "relativeBias", "heads × (n + keyValueLength − 1)", [shape.Heads, n + keys - 1]),
            Sink = Sink.IsEmpty ? default : Dense.Span(Sink, "sink", "heads", [shape.Heads]),
            ModifierData = ModifierData.IsEmpty ? default : Dense.Flat(ModifierData, "modifierData"),
            LogSumExp = LogSumExp.IsEmpty ? default : Dense.Span(LogSumExp, "logSumExp", "heads × n", [shape.Heads, n]),
            Scores = Scores.IsEmpty ? default : Dense.Span(Scores, "scores", "heads × n × keyValueLength", [shape.Heads, n, keys]),
        };
    }
}
