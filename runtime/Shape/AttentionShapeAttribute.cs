namespace AttnGen;

/// <summary>
/// Asks the compiler for an attention kernel of exactly this shape:
/// softmax((X·W_Q)(X·W_K)ᵀ / √dK) · (X·W_V), and · W_O where <see cref="OutputProjection"/> is set
/// (Vaswani et al., "Attention Is All You Need", 2017, equation 1).
/// </summary>
/// <remarks>
/// Put it on a <c>partial</c> class. Every number must be a compile-time constant; sizes, strides and tiles of the generated code are
/// literals made from them. The generated members are documented with the actual sizes.
/// </remarks>
/// <example>
/// <code>
/// [AttentionShape(n: 64, dModel: 128, dK: 32, Heads = 4, OutputProjection = true)]
/// public sealed partial class Encoder;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class AttentionShapeAttribute : Attribute
{
    internal const double DefaultRopeTheta = 10_000;

    /// <summary>States the three sizes that every attention has.</summary>
    /// <param name="n">The number of tokens, which is the number of queries; at least 1.</param>
    /// <param name="dModel">The width of a token, which is the number of columns of the input; at least 1.</param>
    /// <param name="dK">The size of one head's query and key; at least 1.</param>
    public AttentionShapeAttribute(int n, int dModel, int dK)
    {
        N = n;
        DModel = dModel;
        DK = dK;
    }

    /// <summary>The number of tokens (queries).</summary>
    public int N { get; }

    /// <summary>The width of a token.</summary>
    public int DModel { get; }

    /// <summary>The size of one head's query and key.</summary>
    public int DK { get; }

    /// <summary>
    /// The number of heads, 1 by default. Each head has its own <see cref="DK"/> columns of W_Q, and of W_K where <see cref="KeyValueHeads"/>
    /// is the same.
    /// </summary>
    public int Heads { get; set; } = 1;

    /// <summary>
    /// The number of heads of keys and values, <see cref="Heads"/> by default; a divisor of it. Fewer make it grouped-query attention, one
    /// makes it multi-query attention (Ainslie et al., "GQA", 2023): query head h reads key and value head
    /// ⌊h · keyValueHeads / heads⌋, and W_K and W_V have the columns of those heads alone.
    /// </summary>
    public int KeyValueHeads { get => field == 0 ? Heads : field; set; }

    /// <summary>The size of one head's value, <see cref="DK"/> by default.</summary>
    public int DV { get => field == 0 ? DK : field; set; }

    /// <summary>
    /// The number of keys and values, <see cref="N"/> by default. Another number makes it cross-attention: keys and values then come
    /// from a context of that many tokens, passed beside the input.
    /// </summary>
    public int KeyValueLength { get => field == 0 ? N : field; set; }

    /// <summary>
    /// The width of a context token in cross-attention, <see cref="DModel"/> by default. Setting it makes the shape cross-attention
    /// even where <see cref="KeyValueLength"/> equals <see cref="N"/>.
    /// </summary>
    public int ContextWidth { get => field == 0 ? DModel : field; set; }

    /// <summary>Whether the projections add a bias: <see cref="AttentionWeights{TNumber}.QueryBias"/> and its fellows.</summary>
    public bool Bias { get; set; }

    /// <summary>Whether the heads' outputs are projected by W_O; the output then is n × <see cref="OutputWidth"/>.</summary>
    public bool OutputProjection { get; set; }

    /// <summary>The number of columns of W_O, <see cref="DModel"/> by default. Needs <see cref="OutputProjection"/>.</summary>
    public int OutputWidth { get => field == 0 ? DModel : field; set; }

    /// <summary>The factor on the scores, 1/√dK by default; finite and above 0.</summary>
    public double Scale { get => field == 0 ? 1 / Math.Sqrt(DK) : field; set; }

    /// <summary>
    /// Whether a query sees the keys up to its own place alone, and how queries and keys are aligned where they are not equally many;
    /// <see cref="CausalAlignment.None"/> by default.
    /// </summary>
    public CausalAlignment Causal { get; set; }

    /// <summary>
    /// How many keys before its own place a query sees; −1, the default, for all of them. A query's place is that of <see cref="Causal"/>:
    /// i + offset, where the offset is 0 without causality. Both ends of a window belong to it.
    /// </summary>
    public int LeftWindow { get; set; } = -1;

    /// <summary>How many keys behind its own place a query sees; −1, the default, for all of them. Causality allows none.</summary>
    public int RightWindow { get; set; } = -1;

    /// <summary>Bends the scaled scores s into c · tanh(s / c), before any bias or mask; 0, the default, for no cap.</summary>
    public double Softcap { get; set; }

    /// <summary>Whether a call may bring a mask, and of which kind; <see cref="MaskKind.None"/> by default.</summary>
    public MaskKind Mask { get; set; }

    /// <summary>
    /// Whether distance costs: head h of H, from 1 on, adds −2^(−8h/H) · |place − key| to its scores (Press, Smith and Lewis, "Train Short,
    /// Test Long", 2022). Where H is no power of two, the slopes are those of the next smaller one, then every second of the next larger.
    /// </summary>
    public bool Alibi { get; set; }

    /// <summary>
    /// Whether a table adds a learned bias to each distance: n + keyValueLength − 1 numbers a head, of which query i and key j take number
    /// j − i + n − 1. <see cref="AttentionWeights{TNumber}.RelativeBias"/> for <c>Forward</c>, an argument for <c>Attend</c>.
    /// </summary>
    public bool RelativeBias { get; set; }

    /// <summary>
    /// A rule of your own for scores, a struct that implements <see cref="IScoreModifier"/>: <c>Modifier = typeof(DocumentMask)</c>. It comes
    /// after scale, softcap and biases, and before masks and windows; −∞ hides a key. Null, the default, for none.
    /// </summary>
    public Type? Modifier { get; set; }

    /// <summary>Whether a logit without a value joins each row's softmax; <see cref="SinkKind.None"/> by default.</summary>
    public SinkKind Sink { get; set; }

    /// <summary>Whether a call may ask for each row's ln Σ e^score.</summary>
    public bool LogSumExp { get; set; }

    /// <summary>Which scores a call may ask for; <see cref="ScoreStage.None"/> by default.</summary>
    public ScoreStage Scores { get; set; }

    /// <summary>
    /// Whether <c>Forward</c> turns the projected queries and keys by their tokens' positions, and which columns of a head make a pair;
    /// <see cref="RopePairing.None"/> by default. <c>Attend</c> takes queries and keys as they are.
    /// </summary>
    public RopePairing Rope { get; set; }

    /// <summary>
    /// The base of the angles of <see cref="Rope"/>, 10,000 by default; finite and at least 1. Pair j of a token at position p is turned by
    /// p · ropeTheta^(−2j / ropeWidth).
    /// </summary>
    public double RopeTheta { get; set; } = DefaultRopeTheta;

    /// <summary>How many columns of each head <see cref="Rope"/> turns, the first ones: <see cref="DK"/>, all, by default; even.</summary>
    public int RopeWidth { get => field == 0 ? DK : field; set; }

    /// <summary>How <c>Attend</c> takes queries, keys, values and output; <see cref="HeadLayout.TokenMajor"/> by default.</summary>
    public HeadLayout Layout { get; set; }

    /// <summary>
    /// The tokens whose keys and values a cache holds, from step to step; 0, none, by default. With a cache the kernel is a decoder:
    /// <see cref="N"/> is the most tokens of one step, <c>Forward</c> and <c>Attend</c> take a nested <c>Cache</c>, and a step's tokens see
    /// those before them. With <see cref="Causal"/>, whichever its alignment, a token sees none behind itself; without, it sees its whole
    /// step.
    /// </summary>
    public int CacheCapacity { get; set; }

    /// <summary>
    /// How input, context, queries, keys, values, output and additive masks are stored; <see cref="ElementType.Float32"/> by default. With 16 bits
    /// the kernel takes and gives spans of <see cref="Half"/> or <see cref="BFloat16"/> and computes in floats; weights, and what comes out
    /// beside the output, stay floats. With <see cref="ElementType.Float64"/> all of it is doubles.
    /// </summary>
    public ElementType Element { get; set; }
}
