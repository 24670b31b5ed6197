using AttnGen.Tests.Kernels.Features.Modifiers;

namespace AttnGen.Tests.Kernels.Decoding;

/// <summary>The shapes with a cache that are held against the reference.</summary>
internal static class DecoderShapes
{
    /// <summary>
    /// One token a step and several, with and without the causal mask, grouped heads, biases and projections; caches whose scores are held at
    /// once and online ones, caches as large as one step, and steps too few for a block of queries.
    /// </summary>
    public static IReadOnlyList<AttentionShape> Plain { get; } =
    [
        new(1, 16, 8) { CacheCapacity = 40 },
        new(1, 20, 15) { Heads = 6, KeyValueHeads = 2, DV = 5, CacheCapacity = 33, Bias = true, Causal = CausalAlignment.TopLeft },
        new(1, 64, 8) { Heads = 8, KeyValueHeads = 4, CacheCapacity = 200, OutputProjection = true, Causal = CausalAlignment.TopLeft },
        new(1, 24, 64) { Heads = 2, CacheCapacity = 530, OutputProjection = true, OutputWidth = 30, Bias = true },
        new(1, 3, 2) { CacheCapacity = 1 },
        new(2, 24, 16) { Heads = 3, CacheCapacity = 37, Causal = CausalAlignment.BottomRight },
        new(2, 10, 64) { Heads = 3, KeyValueHeads = 1, CacheCapacity = 37, Bias = true, Causal = CausalAlignment.TopLeft },
        new(3, 17, 4) { Heads = 4, KeyValueHeads = 1, DV = 9, CacheCapacity = 50, Bias = true, OutputProjection = true, Causal = CausalAlignment.TopLeft },
        new(5, 12, 20) { CacheCapacity = 29 },
        new(8, 32, 24) { Heads = 4, DV = 40, CacheCapacity = 64, Causal = CausalAlignment.TopLeft },
        new(16, 19, 7) { Heads = 2, DV = 33, CacheCapacity = 90, OutputProjection = true, OutputWidth = 21, Bias = true },
        new(20, 16, 16) { CacheCapacity = 20, Causal = CausalAlignment.BottomRight },
        new(32, 64, 8) { Heads = 8, KeyValueHeads = 4, CacheCapacity = 120, OutputProjection = true, Causal = CausalAlignment.TopLeft },
        new(33, 10, 12) { Heads = 3, CacheCapacity = 70, Scale = 0.5, Causal = CausalAlignment.TopLeft },
        new(40, 8, 8) { Heads = 2, DV = 16, CacheCapacity = 640, Causal = CausalAlignment.TopLeft },
        new(40, 8, 5) { DV = 6, CacheCapacity = 530, OutputProjection = true, OutputWidth = 9 },

        new(1, 32, 8) { Heads = 4, KeyValueHeads = 2, CacheCapacity = 60, Rope = RopePairing.Interleaved, OutputProjection = true },
        new(1, 20, 24) { Heads = 3, CacheCapacity = 45, Rope = RopePairing.HalfSplit, RopeWidth = 12, Bias = true },
        new(32, 64, 8) { Heads = 8, KeyValueHeads = 4, CacheCapacity = 90, OutputProjection = true, Causal = CausalAlignment.TopLeft, Rope = RopePairing.Interleaved },
        new(7, 24, 20) { Heads = 5, CacheCapacity = 50, Causal = CausalAlignment.TopLeft, Rope = RopePairing.HalfSplit, RopeTheta = 500 },

        // Queries and outputs that would come in chunks without a cache; a prompt's tokens in blocks.
        new(70, 4, 512) { Heads = 8, DV = 2, CacheCapacity = 80, Causal = CausalAlignment.TopLeft },
        new(30, 3000, 8) { DV = 3, CacheCapacity = 40, Bias = true, Causal = CausalAlignment.TopLeft },
    ];

    /// <summary>
    /// Windows, whose caches let tokens go, and what else changes scores: by blocks of queries and query by query, at once and online.
    /// </summary>
    public static IReadOnlyList<AttentionShape> Featured { get; } =
    [
        new(1, 16, 8) { Heads = 2, CacheCapacity = 20, LeftWindow = 9, Causal = CausalAlignment.TopLeft },
        new(1, 12, 16) { CacheCapacity = 31, LeftWindow = 30 },
        new(1, 12, 16) { CacheCapacity = 8, LeftWindow = 0, Sink = SinkKind.Zero },
        new(6, 16, 8) { Heads = 4, KeyValueHeads = 2, CacheCapacity = 40, LeftWindow = 17, Causal = CausalAlignment.TopLeft },
        new(6, 10, 12) { CacheCapacity = 25, LeftWindow = 19, RightWindow = 2, OutputProjection = true },
        new(24, 9, 16) { DV = 20, CacheCapacity = 60, LeftWindow = 11, Causal = CausalAlignment.BottomRight, LogSumExp = true },
        new(40, 8, 8) { CacheCapacity = 600, LeftWindow = 300, Causal = CausalAlignment.TopLeft },
        new(9, 16, 12) { Heads = 3, CacheCapacity = 40, LeftWindow = 14, Causal = CausalAlignment.TopLeft, Rope = RopePairing.Interleaved },
        new(1, 16, 16) { CacheCapacity = 20, LeftWindow = 14, Causal = CausalAlignment.TopLeft, Rope = RopePairing.HalfSplit },
        new(18, 16, 8) { Heads = 3, CacheCapacity = 50, Alibi = true, Causal = CausalAlignment.TopLeft },
        new(3, 16, 8) { Heads = 3, CacheCapacity = 50, Alibi = true, LeftWindow = 12, Causal = CausalAlignment.TopLeft },
        new(18, 12, 16) { Heads = 2, CacheCapacity = 47, RelativeBias = true, Causal = CausalAlignment.TopLeft },
        new(4, 12, 16) { Heads = 2, CacheCapacity = 30, RelativeBias = true },
        new(19, 12, 8) { Heads = 3, CacheCapacity = 21, RelativeBias = true, Mask = MaskKind.Additive },
        new(1, 12, 16) { Heads = 2, CacheCapacity = 30, LeftWindow = 13, RelativeBias = true, Causal = CausalAlignment.TopLeft },
        new(20, 16, 12) { Heads = 2, CacheCapacity = 44, Softcap = 2, Sink = SinkKind.Learned, LogSumExp = true, Causal = CausalAlignment.TopLeft },
        new(2, 16, 12) { Heads = 2, CacheCapacity = 44, Softcap = 2, Sink = SinkKind.Learned, LogSumExp = true },
        new(17, 16, 12) { Heads = 2, CacheCapacity = 41, Mask = MaskKind.Boolean, Causal = CausalAlignment.TopLeft },
        new(17, 16, 12) { Heads = 2, CacheCapacity = 41, Mask = MaskKind.Additive, LeftWindow = 15, Scores = ScoreStage.Masked },
        new(1, 16, 12) { Heads = 2, CacheCapacity = 41, Mask = MaskKind.Additive, Scores = ScoreStage.Product, LogSumExp = true },
        new(17, 16, 12) { Heads = 2, CacheCapacity = 41, Causal = CausalAlignment.TopLeft, Modifier = ScoreModifier.Of<DistancePenalty>() },
        new(3, 16, 12) { Heads = 2, CacheCapacity = 30, LeftWindow = 13, Modifier = ScoreModifier.Of<BucketBias>() },
        new(1, 16, 12) { Heads = 2, CacheCapacity = 20, LeftWindow = 13, Modifier = ScoreModifier.Of<BucketBias>() },
    ];

    /// <summary>
    /// The same and others with caches of 16 bits: capacities of one block of keys and of several, with as many keys as a block has and one more or
    /// less; vectors of keys and values in all pieces.
    /// </summary>
    public static IReadOnlyList<AttentionShape> Narrow { get; } =
    [
        .. Plain.Where(shape => shape.DModel < 100 && shape.DK < 100).Select(InTurn),
        .. Featured.Select(InTurn),
        new(1, 16, 61) { Heads = 6, KeyValueHeads = 2, DV = 29, CacheCapacity = 77, Element = ElementType.Float16 },
        new(1, 16, 61) { Heads = 6, KeyValueHeads = 2, DV = 29, CacheCapacity = 77, Element = ElementType.BFloat16 },
        new(1, 8, 32) { Heads = 4, KeyValueHeads = 1, CacheCapacity = 513, Element = ElementType.Float16 },
        new(33, 8, 12) { Heads = 2, CacheCapacity = 1031, LeftWindow = 600, Causal = CausalAlignment.TopLeft, Element = ElementType.Float16 },
        new(33, 8, 12) { Heads = 4, KeyValueHeads = 2, DV = 7, CacheCapacity = 521, Causal = CausalAlignment.TopLeft, Mask = MaskKind.Additive, Element = ElementType.BFloat16 },
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<AttentionShape> All { get; } = [.. Plain, .. Featured, .. Narrow];

    private static AttentionShape InTurn(AttentionShape shape, int index) =>
        shape with { Element = index % 2 == 0 ? ElementType.Float16 : ElementType.BFloat16 };
}
