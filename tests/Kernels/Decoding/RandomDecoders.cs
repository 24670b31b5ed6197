namespace AttnGen.Tests.Kernels.Decoding;

/// <summary>Pseudo-random shapes with a cache: windows, RoPE and what changes scores in any combination.</summary>
internal static class RandomDecoders
{
    /// <summary>Different shapes, so many.</summary>
    public static IEnumerable<AttentionShape> Take(int count, int seed)
    {
        var random = new Random(seed);
        bool Once(int outOf) => random.Next(outOf) == 0;
        T Any<T>(params T[] values) => values[random.Next(values.Length)];
        var taken = new HashSet<AttentionShape>();
        while (taken.Count < count)
        {
            int n = Once(3) ? 1 : Once(3) ? random.Next(2, 5) : random.Next(5, 41);
            int dK = Any(4, 7, 8, 15, 16, 24, 32, 64);
            int heads = Once(2) ? 1 : random.Next(2, 7);
            int[] divisors = [.. Enumerable.Range(1, heads).Where(size => heads % size == 0)];

            // At its earlier stages a score is known of keys that are hidden, but not of those that have left the cache or join it later.
            ScoreStage scores = Any(ScoreStage.None, ScoreStage.None, ScoreStage.Masked, ScoreStage.Product, ScoreStage.Softcapped);
            bool isEarly = scores is ScoreStage.Product or ScoreStage.Softcapped;
            CausalAlignment causal = isEarly || Once(3) ? CausalAlignment.None : Any(CausalAlignment.TopLeft, CausalAlignment.BottomRight);
            int left = isEarly || Once(2) ? -1 : Any(0, 1, random.Next(2, 20), random.Next(2, 30));

            // Without the causal mask every step needs a reference of its own.
            int room = causal == CausalAlignment.None ? random.Next(0, 20) : Once(6) ? random.Next(480, 560) : random.Next(0, 60);
            var shape = new AttentionShape(n, random.Next(1, 40), dK)
            {
                Heads = heads,
                KeyValueHeads = Once(2) ? heads : Any(divisors),
                DV = Once(2) ? dK : random.Next(1, 40),
                CacheCapacity = n + Math.Max(0, left) + room,
                Bias = Once(2),
                OutputProjection = Once(3),
                Causal = causal,
                LeftWindow = left,
                RightWindow = causal == CausalAlignment.None && Once(3) ? Any(0, 1, 5) : -1,
                Rope = dK % 2 == 0 && Once(2) ? Any(RopePairing.Interleaved, RopePairing.HalfSplit) : RopePairing.None,
                Softcap = Once(4) ? Any(0.5, 3, 30) : 0,
                Mask = Any(MaskKind.None, MaskKind.None, MaskKind.Boolean, MaskKind.Additive),
                Alibi = Once(4),
                RelativeBias = Once(4),
                Sink = Any(SinkKind.None, SinkKind.None, SinkKind.Zero, SinkKind.Learned),
                LogSumExp = Once(2),
                Scores = scores,
                Element = Once(3) ? Any(ElementType.Float16, ElementType.BFloat16, ElementType.Float64) : ElementType.Float32,
            };
            if (taken.Add(shape))
            {
                yield return shape;
            }
        }
    }
}
