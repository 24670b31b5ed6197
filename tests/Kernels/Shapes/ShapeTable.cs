namespace AttnGen.Tests.Kernels.Shapes;

/// <summary>The shapes that are held against the reference.</summary>
internal static class ShapeTable
{
    private static readonly int[] s_headSizes = [1, 2, 3, 4, 5, 7, 8, 12, 15, 16, 17, 20, 24, 31, 32, 48, 64, 100];
    private static readonly int[] s_widths = [16, 5, 33, 8, 64, 1, 19];
    private static readonly int[] s_valueSizes = [3, 8, 21, 1, 33, 16];

    /// <summary>Few shapes that between them take every path: for checks that need no length and no tail of their own.</summary>
    public static IReadOnlyList<AttentionShape> Representative { get; } =
    [
        new(24, 32, 16) { Heads = 2, Bias = true, OutputProjection = true, OutputWidth = 20 },
        new(21, 19, 7) { Heads = 3, DV = 5, Layout = HeadLayout.HeadMajor },
        new(64, 48, 32),
        Cross(13, 18, 8, keys: 45, contextWidth: 11) with { Heads = 2, DV = 12, Bias = true, OutputProjection = true, OutputWidth = 18 },
        Cross(48, 60, 32, keys: 72, contextWidth: 50) with { Heads = 2, DV = 64, Bias = true, OutputProjection = true, OutputWidth = 32 },
        Cross(2, 16, 24, keys: 70, contextWidth: 16),
        Cross(11, 10, 4, keys: 700, contextWidth: 10) with { DV = 6 },
        new(530, 8, 8) { Bias = true },
        new(50, 24, 16) { Heads = 2, Causal = CausalAlignment.TopLeft, OutputProjection = true, Bias = true },
        new(45, 19, 7) { DV = 5, Causal = CausalAlignment.BottomRight, Layout = HeadLayout.HeadMajor },
        Cross(37, 10, 8, keys: 20, contextWidth: 10) with { DV = 24, Causal = CausalAlignment.BottomRight },
        new(560, 8, 8) { DV = 32, Causal = CausalAlignment.TopLeft },
        Cross(70, 10, 4, keys: 600, contextWidth: 10) with { DV = 6, Causal = CausalAlignment.BottomRight },
        new(26, 20, 8) { Heads = 6, KeyValueHeads = 2, DV = 18, Bias = true, OutputProjection = true, Causal = CausalAlignment.TopLeft },
        Cross(1, 10, 20, keys: 41, contextWidth: 12) with { Heads = 6, KeyValueHeads = 3, DV = 12, OutputProjection = true, OutputWidth = 10 },
        new(23, 24, 20) { Heads = 3, Bias = true, OutputProjection = true, Rope = RopePairing.Interleaved },
        Cross(14, 10, 8, keys: 31, contextWidth: 12) with { Heads = 4, KeyValueHeads = 2, RopeWidth = 6, Rope = RopePairing.HalfSplit },
    ];

    /// <summary>Every length up to 40 in ever other combinations with the other properties.</summary>
    public static IReadOnlyList<AttentionShape> Short { get; } = [.. ShortShapes()];

    /// <summary>
    /// Longer ones: around 48 and 64, where tiles are full and nearly so; the benchmarked ones; several key blocks; tokens in blocks, and
    /// queries in chunks, the last of which repeats some of the one before.
    /// </summary>
    public static IReadOnlyList<AttentionShape> Long { get; } =
    [
        new(47, 19, 20),
        new(50, 5, 31) { Heads = 2, Bias = true },
        new(57, 64, 8) { OutputProjection = true, OutputWidth = 24 },
        new(63, 33, 12) { Heads = 3 },
        new(65, 16, 64),
        new(67, 8, 2) { Bias = true },
        new(16, 64, 16),
        new(32, 64, 32),
        new(64, 64, 64),
        new(99, 64, 64),
        new(128, 128, 64),
        new(197, 192, 64) { Heads = 3 },
        new(301, 256, 64) { Heads = 2, Bias = true },
        new(128, 384, 32) { Heads = 12 },
        new(80, 24, 32) { Heads = 8, Bias = true, Rope = RopePairing.HalfSplit },
        new(77, 20, 32) { Heads = 16, KeyValueHeads = 8, DV = 16, OutputProjection = true },
        new(1, 1, 1),
        new(1, 64, 64),
        Cross(1, 32, 16, keys: 300, contextWidth: 32),
        Cross(1, 48, 100, keys: 37, contextWidth: 20) with { Heads = 2, DV = 9 },
        Cross(9, 16, 15, keys: 1, contextWidth: 16),
        Cross(64, 24, 8, keys: 64, contextWidth: 40) with { OutputProjection = true, OutputWidth = 10 },
        Cross(20, 16, 31, keys: 600, contextWidth: 7) with { Heads = 2, Layout = HeadLayout.HeadMajor },
        Cross(300, 12, 12, keys: 5, contextWidth: 3) with { Bias = true },
        new(300, 24, 20) { Heads = 2, OutputProjection = true, OutputWidth = 24 },
        new(600, 20, 7) { DV = 17 },
        new(1030, 16, 16),
        new(48, 96, 8) { Heads = 12, OutputProjection = true, OutputWidth = 96, Bias = true },
        new(33, 40, 5) { Heads = 8, Layout = HeadLayout.HeadMajor },
        new(64, 16, 64),
        new(40, 8, 3) { Scale = 1 },
        new(17, 130, 48) { DV = 130 },

        // Few queries: one after the other, with keys or features in the lanes.
        Cross(1, 12, 48, keys: 256, contextWidth: 8) with { Heads = 6 },
        Cross(1, 9, 64, keys: 83, contextWidth: 9) with { Heads = 7, OutputProjection = true, OutputWidth = 9 },
        Cross(1, 5, 15, keys: 9, contextWidth: 5) with { Heads = 2, DV = 23, Bias = true },
        Cross(1, 6, 20, keys: 31, contextWidth: 4) with { DV = 520 },
        Cross(2, 6, 24, keys: 1030, contextWidth: 6) with { Heads = 3, DV = 36, Layout = HeadLayout.HeadMajor },
        Cross(3, 6, 3, keys: 35, contextWidth: 6) with { Heads = 4, DV = 40 },
        Cross(2, 5, 64, keys: 70, contextWidth: 6) with { Heads = 2, DV = 64, Causal = CausalAlignment.TopLeft },
        Cross(1, 6, 20, keys: 31, contextWidth: 4) with { Heads = 4, DV = 128 },
        Cross(1, 6, 20, keys: 31, contextWidth: 4) with { Heads = 4 },

        // Features in the lanes, with a last vector that overlaps, at once and over blocks of keys.
        new(45, 10, 24),
        new(31, 12, 18) { Heads = 2, DV = 41, Layout = HeadLayout.HeadMajor },
        Cross(50, 9, 12, keys: 640, contextWidth: 9) with { DV = 48, OutputProjection = true, OutputWidth = 9 },
        Cross(37, 9, 12, keys: 640, contextWidth: 9) with { Heads = 2, DV = 24, Layout = HeadLayout.HeadMajor },

        // Blocks of queries in groups, since not all keep their state in the cache; the last group is smaller.
        Cross(144, 3, 500, keys: 515, contextWidth: 3) with { DV = 3 },
        Cross(144, 3, 500, keys: 515, contextWidth: 3) with { DV = 32 },

        // Keys and values whose rows lie so far apart that they come together first: at once, over blocks of keys, shared by heads.
        new(150, 12, 16) { Heads = 8 },
        Cross(70, 12, 32, keys: 620, contextWidth: 8) with { Heads = 4, DV = 16 },
        new(620, 12, 16) { Heads = 8, KeyValueHeads = 4, Causal = CausalAlignment.TopLeft },

        // Tokens in blocks, queries in chunks.
        new(113, 4000, 40) { DV = 1, Bias = true },
        new(70, 4, 512) { Heads = 8, DV = 2 },
        Cross(2100, 6, 8, keys: 9, contextWidth: 5) with { Heads = 16, DV = 4, OutputProjection = true, OutputWidth = 10 },
        .. CausalShapes(),
        .. GroupedShapes(),
        .. RopeShapes(),
    ];

    /// <summary>All of them.</summary>
    public static IEnumerable<AttentionShape> All => [.. Representative, .. Short, .. Long];

    /// <summary>Cross-attention, or a context of the input's own size.</summary>
    private static AttentionShape Cross(int n, int dModel, int dK, int keys, int contextWidth) =>
        new(n, dModel, dK) { KeyValueLength = keys, ContextWidth = contextWidth, IsCrossAttention = true };

    /// <summary>Both alignments with more keys than queries, fewer and as many, at once and online, aggregated both ways.</summary>
    private static IEnumerable<AttentionShape> CausalShapes()
    {
        foreach (CausalAlignment causal in (CausalAlignment[])[CausalAlignment.TopLeft, CausalAlignment.BottomRight])
        {
            yield return new(1, 16, 8) { Causal = causal };
            yield return new(3, 8, 5) { Heads = 2, Causal = causal };
            yield return new(16, 8, 16) { Causal = causal };
            yield return new(17, 19, 20) { Heads = 3, Layout = HeadLayout.HeadMajor, Causal = causal };
            yield return new(64, 64, 64) { Causal = causal };
            yield return new(99, 24, 17) { Bias = true, Causal = causal };
            yield return new(197, 32, 32) { Heads = 3, OutputProjection = true, OutputWidth = 20, Causal = causal };
            yield return new(513, 12, 16) { Causal = causal };
            yield return new(777, 16, 7) { DV = 17, Causal = causal };
            yield return Cross(1, 16, 8, keys: 33, contextWidth: 16) with { Causal = causal };
            yield return Cross(1, 16, 16, keys: 700, contextWidth: 8) with { Causal = causal };
            yield return Cross(40, 16, 8, keys: 97, contextWidth: 16) with { Heads = 2, Causal = causal };
            yield return Cross(97, 16, 8, keys: 41, contextWidth: 16) with { DV = 16, Causal = causal };
            yield return Cross(20, 16, 31, keys: 600, contextWidth: 7) with { Heads = 2, Layout = HeadLayout.HeadMajor, Causal = causal };
            yield return Cross(600, 12, 16, keys: 530, contextWidth: 3) with { Bias = true, Causal = causal };

            // Blocks of queries in groups.
            yield return Cross(96, 3, 700, keys: 515, contextWidth: 3) with { DV = 3, Causal = causal };

            // Queries in chunks.
            yield return new(70, 4, 512) { Heads = 8, DV = 2, Causal = causal };
            yield return Cross(70, 4, 512, keys: 90, contextWidth: 5) with { Heads = 8, DV = 2, Causal = causal };
        }
    }

    /// <summary>Heads that share keys and values, in pairs, in larger groups and all of them, in every way to attend.</summary>
    private static IEnumerable<AttentionShape> GroupedShapes()
    {
        yield return new(64, 64, 16) { Heads = 4, KeyValueHeads = 2 };
        yield return new(37, 24, 8) { Heads = 8, KeyValueHeads = 4, OutputProjection = true, OutputWidth = 24 };
        yield return new(19, 10, 7) { Heads = 6, KeyValueHeads = 1, DV = 5, Bias = true, Layout = HeadLayout.HeadMajor };
        yield return new(53, 33, 20) { Heads = 9, KeyValueHeads = 3, DV = 33, Layout = HeadLayout.HeadMajor, Causal = CausalAlignment.BottomRight };
        yield return Cross(40, 12, 6, keys: 600, contextWidth: 9) with { Heads = 4, KeyValueHeads = 2, DV = 32, Bias = true };
        yield return Cross(21, 12, 16, keys: 530, contextWidth: 9) with
        {
            Heads = 3,
            KeyValueHeads = 1,
            DV = 7,
            Causal = CausalAlignment.BottomRight,
        };

        // Queries in chunks.
        yield return new(70, 4, 512) { Heads = 8, KeyValueHeads = 2, DV = 2 };

        // Few queries: a part of a group together, one group, and several.
        yield return Cross(1, 64, 8, keys: 512, contextWidth: 64) with { Heads = 8, KeyValueHeads = 4 };
        yield return Cross(1, 9, 64, keys: 83, contextWidth: 9) with { Heads = 32, KeyValueHeads = 1, OutputProjection = true, OutputWidth = 9 };
        yield return Cross(2, 6, 24, keys: 70, contextWidth: 6) with { Heads = 32, KeyValueHeads = 4, DV = 36, Layout = HeadLayout.HeadMajor };
        yield return Cross(1, 6, 20, keys: 31, contextWidth: 4) with { Heads = 4, KeyValueHeads = 2, DV = 50, Causal = CausalAlignment.BottomRight };
        yield return Cross(1, 6, 20, keys: 31, contextWidth: 4) with { Heads = 4, KeyValueHeads = 2, DV = 520 };
        yield return Cross(1, 6, 20, keys: 31, contextWidth: 4) with { Heads = 48, KeyValueHeads = 24, DV = 8 };
        yield return Cross(1, 6, 20, keys: 31, contextWidth: 4) with { Heads = 4, KeyValueHeads = 1, DV = 8 };
        yield return Cross(1, 6, 20, keys: 31, contextWidth: 4) with { Heads = 4, KeyValueHeads = 2 };
    }

    /// <summary>
    /// Heads of two columns, heads that fill vectors, straddle them, and start anywhere in a panel; a part of the columns; all with keys of
    /// their own, of the same tokens and shared.
    /// </summary>
    private static IEnumerable<AttentionShape> RopeShapes()
    {
        const RopePairing Interleaved = RopePairing.Interleaved;
        const RopePairing HalfSplit = RopePairing.HalfSplit;
        yield return new(1, 16, 8) { Rope = Interleaved };
        yield return new(24, 20, 2) { Heads = 3, Rope = HalfSplit };
        yield return new(19, 10, 6) { Heads = 15, DV = 4, Bias = true, Layout = HeadLayout.HeadMajor, Rope = HalfSplit };
        yield return new(33, 24, 48) { Heads = 5, OutputProjection = true, OutputWidth = 24, Causal = CausalAlignment.TopLeft, Rope = HalfSplit };
        yield return new(64, 64, 64) { RopeTheta = 500_000, Rope = Interleaved };
        yield return new(40, 32, 16) { Heads = 8, KeyValueHeads = 2, Causal = CausalAlignment.BottomRight, Rope = Interleaved };
        yield return new(130, 12, 20) { Heads = 3, RopeWidth = 8, Rope = HalfSplit };
        yield return new(560, 8, 8) { Heads = 2, KeyValueHeads = 1, Causal = CausalAlignment.TopLeft, Rope = Interleaved };
        yield return Cross(9, 10, 10, keys: 37, contextWidth: 7) with { Heads = 3, Causal = CausalAlignment.BottomRight, Rope = HalfSplit };
        yield return Cross(1, 12, 8, keys: 70, contextWidth: 12) with { Heads = 8, KeyValueHeads = 4, RopeWidth = 2, Rope = Interleaved };
        yield return Cross(50, 6, 36, keys: 20, contextWidth: 6) with { Heads = 7, DV = 3, Bias = true, RopeTheta = 1.5, Rope = Interleaved };

        // Queries in chunks.
        yield return new(70, 4, 512) { Heads = 8, DV = 2, Rope = Interleaved };
        yield return Cross(70, 4, 512, keys: 90, contextWidth: 5) with { Heads = 8, DV = 2, Rope = HalfSplit };

        // Tokens in blocks.
        yield return new(113, 4000, 6) { Heads = 3, DV = 1, Bias = true, Rope = Interleaved };
    }

    /// <summary>
    /// Every length up to 40, so every tail of 4, 8, 16 and 32 lanes. The other properties turn at different periods, so that they meet in
    /// ever other combinations.
    /// </summary>
    private static IEnumerable<AttentionShape> ShortShapes()
    {
        for (int n = 1; n <= 40; n++)
        {
            int dK = s_headSizes[n % s_headSizes.Length];
            int dModel = s_widths[n % s_widths.Length];
            int heads = ((int[])[1, 2, 1, 3, 5])[n % 5];
            bool cross = n % 4 == 3;
            yield return new AttentionShape(n, dModel, dK)
            {
                Heads = heads,
                DV = n % 3 == 0 ? s_valueSizes[n % s_valueSizes.Length] : dK,
                KeyValueLength = cross ? 41 - n : n,
                ContextWidth = cross ? s_widths[(n + 3) % s_widths.Length] : dModel,
                IsCrossAttention = cross,
                Bias = n % 2 == 0,
                OutputProjection = n % 5 < 2,
                OutputWidth = n % 5 == 1 ? s_widths[(n + 1) % s_widths.Length] : dModel,
                Scale = n % 11 == 5 ? 0.375 : 1 / Math.Sqrt(dK),
                Layout = n % 7 < 3 ? HeadLayout.HeadMajor : HeadLayout.TokenMajor,
            };
        }
    }
}
