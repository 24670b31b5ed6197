namespace AttnGen;

/// <summary>
/// The shape of a generated kernel as numbers at run time, so that generic code, tests and benchmarks can size their buffers.
/// Every length is in numbers of the <see cref="Element"/> type; one that is an <see cref="int"/> throws <see cref="OverflowException"/> where it does not fit.
/// </summary>
/// <param name="N">The number of tokens (queries).</param>
/// <param name="DModel">The width of a token.</param>
/// <param name="DK">The size of one head's query and key.</param>
public sealed record AttentionShape(int N, int DModel, int DK)
{
    /// <summary>The number of heads.</summary>
    public int Heads { get; init; } = 1;

    /// <summary>
    /// The number of heads of keys and values, <see cref="Heads"/> unless it is said. Where they are fewer, the query heads share them in
    /// groups of equal size.
    /// </summary>
    public int KeyValueHeads { get => field == 0 ? Heads : field; init; }

    /// <summary>The size of one head's value.</summary>
    public int DV { get; init; } = DK;

    /// <summary>The number of keys and values; with a cache, those of a full one.</summary>
    public int KeyValueLength { get => CacheCapacity > 0 ? CacheCapacity : field; init; } = N;

    /// <summary>The width of the tokens that keys and values are projected from.</summary>
    public int ContextWidth { get; init; } = DModel;

    /// <summary>
    /// Whether keys and values come from a context of their own: they do where its length or width is another, as the attribute has it,
    /// and where it is said.
    /// </summary>
    public bool IsCrossAttention
    {
        get => field || (CacheCapacity == 0 && KeyValueLength != N) || ContextWidth != DModel;
        init;
    }

    /// <summary>Whether the projections add a bias.</summary>
    public bool Bias { get; init; }

    /// <summary>Whether the heads' outputs are projected by W_O.</summary>
    public bool OutputProjection { get; init; }

    /// <summary>The number of columns of W_O.</summary>
    public int OutputWidth { get; init; } = DModel;

    /// <summary>The factor on the scores.</summary>
    public double Scale { get; init; } = 1 / Math.Sqrt(DK);

    /// <summary>Whether a query sees the keys up to its own place alone, and how queries and keys are aligned.</summary>
    public CausalAlignment Causal { get; init; }

    /// <summary>How many keys before its own place a query sees; −1 for all of them.</summary>
    public int LeftWindow { get; init; } = -1;

    /// <summary>How many keys behind its own place a query sees; −1 for all of them.</summary>
    public int RightWindow { get; init; } = -1;

    /// <summary>The c of c · tanh(score / c); 0 for no cap.</summary>
    public double Softcap { get; init; }

    /// <summary>Whether a call may bring a mask, and of which kind.</summary>
    public MaskKind Mask { get; init; }

    /// <summary>Whether each head adds −slope · distance to its scores.</summary>
    public bool Alibi { get; init; }

    /// <summary>Whether a table adds a learned bias to each distance.</summary>
    public bool RelativeBias { get; init; }

    /// <summary>The user's own rule for scores; null for none.</summary>
    public ScoreModifier? Modifier { get; init; }

    /// <summary>Whether a logit without a value joins each row's softmax.</summary>
    public SinkKind Sink { get; init; }

    /// <summary>Whether a call may ask for each row's ln Σ e^score.</summary>
    public bool LogSumExp { get; init; }

    /// <summary>Which scores a call may ask for.</summary>
    public ScoreStage Scores { get; init; }

    /// <summary>Whether the projected queries and keys are turned by their positions, and which columns make a pair.</summary>
    public RopePairing Rope { get; init; }

    /// <summary>The base of the angles of <see cref="Rope"/>.</summary>
    public double RopeTheta { get; init; } = AttentionShapeAttribute.DefaultRopeTheta;

    /// <summary>How many columns of each head <see cref="Rope"/> turns: the first ones.</summary>
    public int RopeWidth { get; init; } = DK;

    /// <summary>How <c>Attend</c> takes its operands.</summary>
    public HeadLayout Layout { get; init; }

    /// <summary>
    /// The tokens whose keys and values a cache holds; 0 where there is none. With a cache <see cref="N"/> is the most tokens of one step, and
    /// the lengths of operands are those of such a step.
    /// </summary>
    public int CacheCapacity { get; init; }

    /// <summary>How operands are stored. It changes no length, only what is counted.</summary>
    public ElementType Element { get; init; }

    /// <summary>The length of the input of <c>Forward</c>: n · dModel.</summary>
    public int InputLength => checked(N * DModel);

    /// <summary>The length of the context of <c>Forward</c> in cross-attention: keyValueLength · contextWidth.</summary>
    public int ContextLength => checked(KeyValueLength * ContextWidth);

    /// <summary>The length of the output of <c>Forward</c>: n · outputWidth with the output projection, else n · heads · dV.</summary>
    public int OutputLength => checked(N * (OutputProjection ? OutputWidth : Heads * DV));

    /// <summary>The length of the queries of <c>Attend</c>: n · heads · dK.</summary>
    public int QueryLength => checked(N * Heads * DK);

    /// <summary>The length of the keys of <c>Attend</c>: keyValueLength · keyValueHeads · dK; with a cache, n · keyValueHeads · dK.</summary>
    public int KeyLength => checked(NewKeys * KeyValueHeads * DK);

    /// <summary>The length of the values of <c>Attend</c>: keyValueLength · keyValueHeads · dV; with a cache, n · keyValueHeads · dV.</summary>
    public int ValueLength => checked(NewKeys * KeyValueHeads * DV);

    /// <summary>The length of the output of <c>Attend</c>: n · heads · dV.</summary>
    public int AttendOutputLength => checked(N * Heads * DV);

    /// <summary>The length of the relative bias: heads · (n + keyValueLength − 1).</summary>
    public int RelativeBiasLength => checked(Heads * (N + KeyValueLength - 1));

    /// <summary>The length of the log-sum-exps: heads · n.</summary>
    public int LogSumExpLength => checked(Heads * N);

    /// <summary>The length of the attention weights, and of the scores: heads · n · keyValueLength.</summary>
    public long AttentionWeightsLength => (long)Heads * N * KeyValueLength;

    /// <summary>
    /// The floating-point operations of <c>Attend</c> that the mathematics needs, one multiplication or addition each:
    /// 2 · heads · n · keyValueLength · (dK + dV), of which causal attention needs what its queries see. The softmax is not counted. With a
    /// cache they are those of the step that fills it.
    /// </summary>
    public long AttendFlops => 2L * Heads * VisiblePairs.Count(N, KeyValueLength, LastStep, LeftWindow, RightWindow) * (DK + DV);

    /// <summary>The floating-point operations of <c>Forward</c>: those of <c>Attend</c> and of the projections.</summary>
    public long ForwardFlops =>
        AttendFlops
        + (2L * N * DModel * Heads * DK)
        + (2L * NewKeys * ContextWidth * KeyValueHeads * (DK + DV))
        + (OutputProjection ? 2L * N * Heads * DV * OutputWidth : 0L);

    /// <summary>The tokens that one call has keys and values of.</summary>
    private int NewKeys => CacheCapacity > 0 ? N : KeyValueLength;

    /// <summary>The alignment of the step that fills a cache: its last token sees all that the cache holds.</summary>
    private CausalAlignment LastStep =>
        CacheCapacity > 0 && Causal != CausalAlignment.None ? CausalAlignment.BottomRight : Causal;

    /// <summary>
    /// The self-attention over so many tokens at once that a decoder computes step by step: with <see cref="Causal"/>, every step's outputs
    /// are those tokens' rows of it.
    /// </summary>
    /// <param name="tokens">The number of tokens, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tokens"/> is below 1.</exception>
    public AttentionShape WithoutCache(int tokens)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tokens, 1);
        return this with { N = tokens, KeyValueLength = tokens, CacheCapacity = 0 };
    }
}
