namespace AttnGen.Tests.Kernels.Shapes;

/// <summary>Pseudo-random shapes: any combination of the properties that the table has no room for.</summary>
internal static class RandomShapes
{
    // Small and odd sizes meet tails; the powers of two and their neighbours meet full tiles.
    private static readonly int[] s_sizes =
        [.. Enumerable.Range(1, 17), 19, 20, 23, 24, 28, 31, 32, 33, 40, 47, 48, 63, 64, 65, 80, 96, 100, 128];

    private static readonly int[] s_lengths =
        [.. Enumerable.Range(1, 72), 96, 99, 127, 128, 129, 197, 255, 256, 257, 300, 511, 512, 513, 600, 777, 1030];

    private static readonly CausalAlignment[] s_alignments = [CausalAlignment.TopLeft, CausalAlignment.BottomRight];

    private static readonly RopePairing[] s_pairings = [RopePairing.Interleaved, RopePairing.HalfSplit];

    /// <summary>Shapes with at most so many operations, so that the reference in double stays quick.</summary>
    public static IEnumerable<AttentionShape> Take(int count, int seed, long mostFlops = 40_000_000)
    {
        var random = new Random(seed);
        T Any<T>(IReadOnlyList<T> values) => values[random.Next(values.Count)];
        bool Once(int outOf) => random.Next(outOf) == 0;
        var taken = new HashSet<AttentionShape>();
        while (taken.Count < count)
        {
            int n = Any(s_lengths);
            int dModel = Any(s_sizes);
            int dK = Any(s_sizes);
            bool cross = Once(3);
            bool outputProjection = Once(2);
            int heads = Once(2) ? 1 : random.Next(2, 13);
            var shape = new AttentionShape(n, dModel, dK)
            {
                Heads = heads,
                KeyValueHeads = Once(2) ? Any([.. Enumerable.Range(1, heads).Where(shared => heads % shared == 0)]) : 0,
                DV = Once(2) ? dK : Any(s_sizes),
                KeyValueLength = cross ? Any(s_lengths) : n,
                ContextWidth = cross ? Any(s_sizes) : dModel,
                IsCrossAttention = cross,
                Bias = Once(2),
                OutputProjection = outputProjection,
                OutputWidth = outputProjection && Once(2) ? Any(s_sizes) : dModel,
                Scale = Once(5) ? 0.25 + random.NextDouble() : 1 / Math.Sqrt(dK),
                Causal = Once(3) ? Any(s_alignments) : CausalAlignment.None,
                Layout = Once(3) ? HeadLayout.HeadMajor : HeadLayout.TokenMajor,
            };
            if (dK % 2 == 0 && Once(3))
            {
                shape = shape with
                {
                    Rope = Any(s_pairings),
                    RopeTheta = Once(3) ? 500_000 : shape.RopeTheta,
                    RopeWidth = Once(3) ? 2 * random.Next(1, (dK / 2) + 1) : dK,
                };
            }

            if (shape.ForwardFlops <= mostFlops && taken.Add(shape))
            {
                yield return shape;
            }
        }
    }
}
