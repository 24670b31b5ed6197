namespace AttnGen.Generator.Shape;

/// <summary>
/// What the user asked for, with every default filled in: a value-equal record of primitives, so that the incremental pipeline sees a
/// change exactly when there is one. The names are the field's; the runtime's AttentionShape carries the same ones.
/// </summary>
internal sealed record AttentionSpec
{
    /// <summary>The number of tokens (queries).</summary>
    public required int N { get; init; }

    /// <summary>The width of a token.</summary>
    public required int DModel { get; init; }

    /// <summary>The size of one head's query and key.</summary>
    public required int DK { get; init; }

    /// <summary>The number of heads.</summary>
    public required int Heads { get; init; }

    /// <summary>The number of heads of keys and values, a divisor of all heads.</summary>
    public required int KeyValueHeads { get; init; }

    /// <summary>The size of one head's value.</summary>
    public required int DV { get; init; }

    /// <summary>The number of keys and values.</summary>
    public required int KeyValueLength { get; init; }

    /// <summary>The width of the tokens that keys and values are projected from.</summary>
    public required int ContextWidth { get; init; }

    /// <summary>Whether keys and values come from a context of their own.</summary>
    public required bool IsCrossAttention { get; init; }

    /// <summary>Whether the projections add a bias.</summary>
    public required bool Bias { get; init; }

    /// <summary>Whether the heads' outputs are projected by W_O.</summary>
    public required bool OutputProjection { get; init; }

    /// <summary>The number of columns of W_O; the width of a token where there is no output projection.</summary>
    public required int OutputWidth { get; init; }

    /// <summary>The factor on the scores.</summary>
    public required double Scale { get; init; }

    /// <summary>Whether a query sees the keys up to its own place alone, and how queries and keys are aligned.</summary>
    public required CausalAlignment Causal { get; init; }

    /// <summary>How many keys before its own place a query sees; −1 for all of them.</summary>
    public required int LeftWindow { get; init; }

    /// <summary>How many keys behind its own place a query sees; −1 for all of them.</summary>
    public required int RightWindow { get; init; }

    /// <summary>The c of c · tanh(score / c); 0 for no cap.</summary>
    public required double Softcap { get; init; }

    /// <summary>Whether a call may bring a mask, and of which kind.</summary>
    public required MaskKind Mask { get; init; }

    /// <summary>Whether each head adds −slope · distance to its scores.</summary>
    public required bool Alibi { get; init; }

    /// <summary>Whether a table adds a learned bias to each distance.</summary>
    public required bool RelativeBias { get; init; }

    /// <summary>The user's own rule for scores; null for none.</summary>
    public required ModifierSpec? Modifier { get; init; }

    /// <summary>Whether a logit without a value joins each row's softmax.</summary>
    public required SinkKind Sink { get; init; }

    /// <summary>Whether a call may ask for each row's ln Σ e^score.</summary>
    public required bool LogSumExp { get; init; }

    /// <summary>Which scores a call may ask for.</summary>
    public required ScoreStage Scores { get; init; }

    /// <summary>Whether projected queries and keys are turned by their positions, and which columns make a pair.</summary>
    public required RopePairing Rope { get; init; }

    /// <summary>The base of the angles of RoPE.</summary>
    public required double RopeTheta { get; init; }

    /// <summary>How many columns of each head are turned: the first ones.</summary>
    public required int RopeWidth { get; init; }

    /// <summary>How Attend takes its operands.</summary>
    public required HeadLayout Layout { get; init; }

    /// <summary>
    /// The tokens that a cache of keys and values holds; 0 where there is none. With a cache the tokens of a shape are those of one step, at
    /// most, and its keys are those of a full cache.
    /// </summary>
    public required int CacheCapacity { get; init; }

    /// <summary>Whether keys and values are kept from step to step.</summary>
    public bool HasCache => CacheCapacity > 0;

    /// <summary>
    /// Whether the cache lets tokens go that lie before every window, so that a sequence may be longer than it holds.
    /// </summary>
    public bool Slides => HasCache && LeftWindow >= 0;

    /// <summary>Whether a step's position may be any, so that it is not the row of its first token in the cache.</summary>
    public bool StepHasPosition => HasRope && Slides;

    /// <summary>Whether a step may have several tokens, and so fewer than the most.</summary>
    public bool TakesSteps => HasCache && N > 1;

    /// <summary>The tokens that one call projects to keys and values.</summary>
    public int ProjectedKeys => HasCache ? N : KeyValueLength;

    /// <summary>
    /// The shape as its attention is planned: with a cache, the step that fills it, whose last token sees all that it holds.
    /// </summary>
    internal AttentionSpec Attended =>
        HasCache && Causal != CausalAlignment.None ? this with { Causal = CausalAlignment.BottomRight } : this;

    /// <summary>How operands are stored.</summary>
    public required ElementType Element { get; init; }

    /// <summary>What the kernel computes in, and what it takes and gives beside its operands.</summary>
    public NumberType Number => Element == ElementType.Float64 ? NumberType.Double : NumberType.Float;

    /// <summary>What an operand of the element type holds.</summary>
    public string ElementUnit => IsNarrow ? (Element == ElementType.Float16 ? "Half" : "BFloat16") + " numbers" : Number.Unit;

    /// <summary>Whether operands are stored in fewer bits than are computed with.</summary>
    public bool IsNarrow => Element is ElementType.Float16 or ElementType.BFloat16;

    /// <summary>How an attention finds keys and values: in fewer bits only in a cache, since other operands become floats before.</summary>
    public ElementType Cached => HasCache && IsNarrow ? Element : ElementType.Float32;

    /// <summary>How many query heads share one head of keys and values.</summary>
    public int GroupSize => Heads / KeyValueHeads;

    /// <summary>Whether scores change between the scale and the softmax, or are asked for; causality alone changes none.</summary>
    public bool ChangesScores =>
        Softcap != 0 || Alibi || RelativeBias || Modifier is not null || Mask != MaskKind.None || Scores != ScoreStage.None
        || LeftWindow >= 0 || (RightWindow >= 0 && Causal == CausalAlignment.None);

    /// <summary>Whether a call has operands or results beside queries, keys, values, output and attention weights.</summary>
    public bool HasOperands => ChangesScores || Sink != SinkKind.None || LogSumExp;

    /// <summary>All heads' queries of one token.</summary>
    public int QueryWidth => Heads * DK;

    /// <summary>All heads' keys of one token.</summary>
    public int KeyWidth => KeyValueHeads * DK;

    /// <summary>All heads' values of one token.</summary>
    public int ValueWidth => KeyValueHeads * DV;

    /// <summary>All heads' outputs of one token.</summary>
    public int HeadsWidth => Heads * DV;

    /// <summary>The width of one row of the output of Forward.</summary>
    public int ResultWidth => OutputProjection ? OutputWidth : HeadsWidth;

    /// <summary>Whether projected queries and keys are turned by their positions.</summary>
    public bool HasRope => Rope != RopePairing.None;

    /// <summary>
    /// Whether it matters where the first query stands: its distance from the keys of a context. The tokens of self-attention move together.
    /// </summary>
    public bool HasPosition => HasRope && IsCrossAttention;

    /// <summary>Whether the attention weights of all heads fit into one span; only then do the entry points give them out.</summary>
    public bool OffersWeights => (long)Heads * N * KeyValueLength <= int.MaxValue;
}
