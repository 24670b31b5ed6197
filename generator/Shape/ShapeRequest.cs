using AttnGen.Generator.Shape.Rules;

namespace AttnGen.Generator.Shape;

/// <summary>
/// The arguments of an [AttentionShape] as they are written: null where one is left out. <see cref="SpecRules"/> says whether they make
/// sense; <see cref="ToSpec"/> fills in what is left out.
/// </summary>
/// <param name="N">The number of tokens.</param>
/// <param name="DModel">The width of a token.</param>
/// <param name="DK">The size of one head's query and key.</param>
internal sealed record ShapeRequest(int N, int DModel, int DK)
{
    private const double DefaultRopeTheta = 10_000;

    public int? Heads { get; init; }

    public int? KeyValueHeads { get; init; }

    public int? DV { get; init; }

    public int? KeyValueLength { get; init; }

    public int? ContextWidth { get; init; }

    public bool? Bias { get; init; }

    public bool? OutputProjection { get; init; }

    public int? OutputWidth { get; init; }

    public double? Scale { get; init; }

    public CausalAlignment? Causal { get; init; }

    public int? LeftWindow { get; init; }

    public int? RightWindow { get; init; }

    public double? Softcap { get; init; }

    public MaskKind? Mask { get; init; }

    public bool? Alibi { get; init; }

    public bool? RelativeBias { get; init; }

    public ModifierSpec? Modifier { get; init; }

    public SinkKind? Sink { get; init; }

    public bool? LogSumExp { get; init; }

    public ScoreStage? Scores { get; init; }

    public RopePairing? Rope { get; init; }

    public double? RopeTheta { get; init; }

    public int? RopeWidth { get; init; }

    public HeadLayout? Layout { get; init; }

    public int? CacheCapacity { get; init; }

    /// <summary>Whether keys and values are kept from step to step: no argument, and so not public.</summary>
    internal bool HasCache => CacheCapacity > 0;

    public ElementType? Element { get; init; }

    /// <summary>The request with every default filled in. It means something only where <see cref="SpecRules"/> finds nothing.</summary>
    public AttentionSpec ToSpec() => new()
    {
        N = N,
        DModel = DModel,
        DK = DK,
        Heads = Heads ?? 1,
        KeyValueHeads = KeyValueHeads ?? Heads ?? 1,
        DV = DV ?? DK,
        KeyValueLength = HasCache ? CacheCapacity!.Value : KeyValueLength ?? N,
        ContextWidth = ContextWidth ?? DModel,
        IsCrossAttention = (KeyValueLength ?? N) != N || ContextWidth is not null,
        Bias = Bias ?? false,
        OutputProjection = OutputProjection ?? false,
        OutputWidth = OutputWidth ?? DModel,
        Scale = Scale ?? 1 / Math.Sqrt(DK),
        Causal = Causal ?? CausalAlignment.None,
        LeftWindow = LeftWindow ?? -1,
        RightWindow = RightWindow ?? -1,
        Softcap = Softcap ?? 0,
        Mask = Mask ?? MaskKind.None,
        Alibi = Alibi ?? false,
        RelativeBias = RelativeBias ?? false,
        Modifier = Modifier,
        Sink = Sink ?? SinkKind.None,
        LogSumExp = LogSumExp ?? false,
        Scores = Scores ?? ScoreStage.None,
        Rope = Rope ?? RopePairing.None,
        RopeTheta = RopeTheta ?? DefaultRopeTheta,
        RopeWidth = RopeWidth ?? DK,
        Layout = Layout ?? HeadLayout.TokenMajor,
        CacheCapacity = CacheCapacity ?? 0,
        Element = Element ?? ElementType.Float32,
    };
}
