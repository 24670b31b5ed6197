using AttnGen.Tests.Kernels.Shapes;

namespace AttnGen.Tests.Kernels.Doubles;

/// <summary>Shapes of <see cref="ElementType.Float64"/>.</summary>
internal static class DoubleShapes
{
    private const int Seed = 20_261_126;
    private const int RandomCount = 6;
    private const long MostFlops = 1_500_000;

    /// <summary>Every path, every tail of 2, 4 and 8 lanes, windows, several blocks of keys, tokens in blocks and queries in chunks.</summary>
    public static IReadOnlyList<AttentionShape> All { get; } =
        [.. Stored([.. ShapeTable.Representative, .. ShapeTable.Short.Take(17).Where((_, place) => place % 2 == 0), .. RandomShapes.Take(RandomCount, Seed, MostFlops), .. Own])];

    private static AttentionShape[] Own =>
    [
        new(1, 1, 1),
        new(64, 64, 64),
        new(99, 24, 17) { Bias = true, Causal = CausalAlignment.BottomRight },
        new(40, 24, 16) { Heads = 3, LeftWindow = 5, RightWindow = 3 },
        new(33, 9, 5) { Causal = CausalAlignment.TopLeft, LeftWindow = 4, OutputProjection = true },
        new(1, 16, 16) { KeyValueLength = 70, ContextWidth = 16, IsCrossAttention = true, Heads = 2, RightWindow = 40 },
        new(540, 6, 8) { LeftWindow = 30, RightWindow = 20 },

        // Queries in chunks, and tokens in blocks.
        new(70, 4, 256) { Heads = 8, DV = 2 },
        new(70, 1000, 3) { DV = 1, Bias = true },

        // Heads that straddle vectors and start anywhere in a panel, and a context far from the queries.
        new(19, 10, 6) { Heads = 15, DV = 4, Bias = true, Layout = HeadLayout.HeadMajor, Rope = RopePairing.HalfSplit },
        new(9, 10, 10) { KeyValueLength = 37, ContextWidth = 7, IsCrossAttention = true, Heads = 3, RopeWidth = 4, Rope = RopePairing.Interleaved },
        new(70, 500, 6) { Heads = 3, DV = 1, Causal = CausalAlignment.TopLeft, RopeTheta = 500_000, Rope = RopePairing.Interleaved },
    ];

    private static IEnumerable<AttentionShape> Stored(IEnumerable<AttentionShape> shapes) =>
        shapes.Select(shape => shape with { Element = ElementType.Float64 }).Distinct();
}
