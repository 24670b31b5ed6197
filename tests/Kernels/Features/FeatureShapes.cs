using AttnGen.Tests.Kernels.Features.Modifiers;

namespace AttnGen.Tests.Kernels.Features;

/// <summary>Shapes that change their scores: every feature alone on a few sizes, and random combinations of them.</summary>
internal static class FeatureShapes
{
    private static readonly AttentionShape[] s_bases =
    [
        new(37, 24, 8) { Heads = 3 },
        new(3, 32, 24) { Heads = 2, KeyValueLength = 45 },
        new(90, 16, 16) { KeyValueLength = 600 },
        new(530, 6, 5) { DV = 9, Layout = HeadLayout.HeadMajor },
    ];

    private static readonly ScoreModifier[] s_modifiers =
        [ScoreModifier.Of<DistancePenalty>(), ScoreModifier.Of<DocumentMask>(), ScoreModifier.Of<BucketBias>()];

    private static readonly RopePairing[] s_pairings = [RopePairing.None, RopePairing.Interleaved, RopePairing.HalfSplit];

    /// <summary>Each feature alone, on shapes whose keys are held at once, come in blocks, and meet a few queries.</summary>
    public static IEnumerable<AttentionShape> Alone => s_bases.SelectMany(shape => Features(shape));

    /// <summary>Modifiers of scores, alone and with what stands beside scores, on the same sizes and on one query.</summary>
    public static IEnumerable<AttentionShape> Modified =>
        s_bases.Append(new AttentionShape(1, 16, 24) { Heads = 4, KeyValueHeads = 2, KeyValueLength = 45 }).SelectMany(Modifiers);

    /// <summary>Pseudo-random combinations.</summary>
    public static IEnumerable<AttentionShape> Random(int count, int seed)
    {
        var random = new Random(seed);
        bool Once(int outOf) => random.Next(outOf) == 0;
        T Any<T>(params T[] values) => values[random.Next(values.Length)];
        int Window(int keys) => Once(2) ? -1 : Any(0, 1, random.Next(0, 20), random.Next(0, keys));
        var taken = new HashSet<AttentionShape>();
        while (taken.Count < count)
        {
            int n = Once(4) ? random.Next(1, 5) : Once(4) ? random.Next(100, 700) : random.Next(5, 80);
            int dK = Any(4, 7, 8, 15, 16, 24, 32, 64);
            int keys = Once(2) ? n : Once(3) ? random.Next(500, 800) : random.Next(1, 100);
            int left = Window(keys);
            int right = Window(keys);
            CausalAlignment causal = Once(3) ? Any(CausalAlignment.TopLeft, CausalAlignment.BottomRight) : CausalAlignment.None;
            var shape = new AttentionShape(n, random.Next(1, 40), dK)
            {
                Heads = Once(2) ? 1 : random.Next(2, 7),
                DV = Once(2) ? dK : random.Next(1, 40),
                KeyValueLength = keys,
                OutputProjection = Once(3),
                Layout = Once(3) ? HeadLayout.HeadMajor : HeadLayout.TokenMajor,
                Causal = causal,
                LeftWindow = left,
                RightWindow = causal == CausalAlignment.None ? right : -1,
                Softcap = Once(4) ? Any(0.5, 3, 30) : 0,
                Mask = Any(MaskKind.None, MaskKind.None, MaskKind.Boolean, MaskKind.Additive),
                Alibi = Once(4),
                RelativeBias = Once(4),
                Modifier = Once(2) ? Any(s_modifiers) : null,
                Sink = Any(SinkKind.None, SinkKind.None, SinkKind.Zero, SinkKind.Learned),
                LogSumExp = Once(2),
                Scores = Any(ScoreStage.None, ScoreStage.None, ScoreStage.Product, ScoreStage.Softcapped, ScoreStage.Masked),
            };
            int[] divisors = [.. Enumerable.Range(1, shape.Heads).Where(size => shape.Heads % size == 0)];
            shape = shape with { KeyValueHeads = Once(2) ? shape.Heads : Any(divisors) };
            if (shape.ForwardFlops < 3_000_000 && taken.Add(shape))
            {
                yield return shape;
            }
        }
    }

    /// <summary>A shape in doubles, with RoPE in either pairing or without it.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="place">Its place among others.</param>
    public static AttentionShape InDoubles(AttentionShape shape, int place) => shape with
    {
        Element = ElementType.Float64,
        Rope = shape.DK % 2 == 0 ? s_pairings[place % s_pairings.Length] : RopePairing.None,
    };

    private static IEnumerable<AttentionShape> Modifiers(AttentionShape shape) =>
    [
        .. s_modifiers.Select(modifier => shape with { Modifier = modifier }),
        shape with { Modifier = ScoreModifier.Of<DocumentMask>(), Mask = MaskKind.Additive, Scores = ScoreStage.Masked },
        shape with { Modifier = ScoreModifier.Of<DocumentMask>(), Softcap = 3, Scores = ScoreStage.Softcapped, RelativeBias = true, LeftWindow = 9 },
    ];

    private static IEnumerable<AttentionShape> Features(AttentionShape shape)
    {
        yield return shape with { LeftWindow = 5 };
        yield return shape with { RightWindow = 7 };
        yield return shape with { LeftWindow = 9, RightWindow = 0 };
        yield return shape with { LeftWindow = 20, Causal = CausalAlignment.BottomRight };
        yield return shape with { Softcap = 2 };
        yield return shape with { Mask = MaskKind.Boolean };
        yield return shape with { Mask = MaskKind.Additive, Causal = CausalAlignment.TopLeft };
        yield return shape with { Alibi = true };
        yield return shape with { RelativeBias = true };
        yield return shape with { Sink = SinkKind.Zero };
        yield return shape with { Sink = SinkKind.Learned, LogSumExp = true };
        yield return shape with { LogSumExp = true, Causal = CausalAlignment.TopLeft };
        yield return shape with { Scores = ScoreStage.Product, Softcap = 3 };
        yield return shape with { Scores = ScoreStage.Softcapped, Softcap = 3, Alibi = true };
        yield return shape with { Scores = ScoreStage.Masked, Causal = CausalAlignment.BottomRight };
    }
}
