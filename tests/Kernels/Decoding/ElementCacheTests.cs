using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Checks;
using Xunit;

namespace AttnGen.Tests.Kernels.Decoding;

/// <summary>What is particular to caches of 16 bits.</summary>
[Trait("Category", "Kernels")]
public sealed class ElementCacheTests
{
    private const int Numbers = 1 << 16;

    // A value's numbers are in vectors of 16, 8 and 4, and one is left.
    private const int Width = 61;

    // Scores are in base 2 on their way, where larger ones would be infinite.
    private const float LargestScore = 1e38f;

    private static readonly AttentionShape s_reader = new(1, 3, 2) { DV = Width, CacheCapacity = 3 };
    private static readonly AttentionShape s_scorer = new(1, 3, Width)
    {
        Heads = Width, KeyValueHeads = 1, Scores = ScoreStage.Product, Scale = 1, CacheCapacity = 21,
    };
    private static readonly AttentionShape s_steps = new(9, 16, 12)
    {
        Heads = 4, KeyValueHeads = 2, Bias = true, CacheCapacity = 31, Causal = CausalAlignment.TopLeft, Rope = RopePairing.HalfSplit,
    };

    private static readonly ElementType[] s_elements = [ElementType.Float16, ElementType.BFloat16];

    private static readonly Lazy<DecoderSet> s_set = new(() => DecoderSet.Compile(
        "ElementDecoders",
        [s_steps, .. s_elements.SelectMany(element => new[] { s_reader, s_scorer, s_steps }.Select(shape => shape with { Element = element }))]));

    public static TheoryData<ElementType> Elements => [.. s_elements];

    /// <summary>The kernels, compiled when they are first needed.</summary>
    internal static DecoderSet Set => s_set.Value;

    [Theory]
    [MemberData(nameof(Elements))]
    public void Every_number_of_a_value_is_read_as_it_is(ElementType element)
    {
        DecoderFace face = Face(s_reader with { Element = element });
        AttentionCache cache = face.CreateCache();
        float[] output = new float[Width];
        for (int first = 0; first < Numbers; first += Width)
        {
            float[] value = [.. Enumerable.Range(first, Width).Select(bits => FromBits(element, bits))];
            cache.Clear();
            face.Attend([0, 0], [0, 0], value, output, cache);
            Assert.All(value.Zip(output), pair => Assert.True(pair.First.Equals(pair.Second), $"{pair.Second:R}, not {pair.First:R}"));
        }
    }

    [Theory]
    [MemberData(nameof(Elements))]
    public void Every_number_of_a_key_is_read_as_it_is(ElementType element)
    {
        // Head h asks for number h of the key that all heads share.
        DecoderFace face = Face(s_scorer with { Element = element });
        int capacity = s_scorer.CacheCapacity;
        float[] query = new float[Width * Width], output = new float[Width * Width], scores = new float[Width * capacity];
        for (int head = 0; head < Width; head++)
        {
            query[(head * Width) + head] = 1;
        }

        AttentionCache cache = face.CreateCache();
        for (int first = 0; first < Numbers; first += Width)
        {
            float[] key = [.. Enumerable.Range(first, Width).Select(bits => FromBits(element, bits))];
            key = Array.ConvertAll(key, static number => Math.Abs(number) < LargestScore ? number : 0);
            if (cache.Length == capacity)
            {
                cache.Clear();
            }

            face.Attend(query, key, new float[Width], output, cache, new AttentionArguments { Scores = scores });
            for (int head = 0; head < Width; head++)
            {
                // Scores come in base 2 and are turned back, and the smallest numbers are lost in that.
                float score = scores[(head * capacity) + cache.Length - 1];
                Assert.True(Math.Abs(score - key[head]) <= (Math.Abs(key[head]) * 1e-6) + 1e-37, $"{score:R}, not {key[head]:R}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Elements))]
    public void A_cache_holds_the_float_kernels_keys_rounded_once(ElementType element)
    {
        AttentionShape narrow = s_steps with { Element = element };
        var text = new DecodedText(narrow, 3);
        DecoderFace face = Set[ShapeSource.ClassName(narrow)].ThroughInterface(text.Weights);
        DecoderFace floats = Set[ShapeSource.ClassName(s_steps)].ThroughInterface(text.Weights);
        AttentionCache cache = face.CreateCache(), ofFloats = floats.CreateCache();
        foreach (int count in (int[])[9, 1, 4, 1])
        {
            float[] x = text.Whole.X.AsSpan(cache.Length * narrow.DModel, count * narrow.DModel).ToArray();
            face.Forward(x, new float[count * narrow.Heads * narrow.DV], cache);
            floats.Forward(x, new float[count * narrow.Heads * narrow.DV], ofFloats);
        }

        float[] keys = ofFloats.Keys.ToArray(), values = ofFloats.Values.ToArray();
        TestElements.Round(element, keys);
        TestElements.Round(element, values);
        Bits.AssertEqual(keys, cache.Keys, "keys");
        Bits.AssertEqual(values, cache.Values, "values");
    }

    [Fact]
    public void A_cache_can_be_brought_back_cleared_and_cut() => CheckCache<Half>(ElementType.Float16);

    [Fact]
    public void A_cache_of_BFloat16_can_be_brought_back_cleared_and_cut() => CheckCache<BFloat16>(ElementType.BFloat16);

    private static void CheckCache<TElement>(ElementType element)
        where TElement : unmanaged
    {
        AttentionShape shape = s_steps with { Element = element };
        Type type = Set[ShapeSource.ClassName(shape)].Type;
        typeof(ElementCacheTests).GetMethod(nameof(CheckTyped), System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)!
            .MakeGenericMethod(type, type.GetNestedType("Cache")!, typeof(TElement))
            .Invoke(null, System.Reflection.BindingFlags.DoNotWrapExceptions, null, null, null);
    }

    private static void CheckTyped<TKernel, TCache, TElement>()
        where TKernel : IDecoderKernel<TKernel, TCache, TElement>
        where TCache : AttentionCache<TElement>, new()
        where TElement : unmanaged
    {
        TKernel kernel = TKernel.Create(AttentionWeights.CreateRandom(s_steps, 5));
        var text = new DecodedText(TKernel.Shape, 5);
        TElement[] x = TestElements.Narrow<TElement>(text.Whole.X);
        int width = s_steps.DModel, result = s_steps.Heads * s_steps.DV;
        TElement[] expected = new TElement[4 * result], actual = new TElement[4 * result];
        TCache cache = new(), copy = new();
        kernel.Forward(x.AsSpan(0, 9 * width), new TElement[9 * result], cache, default);
        copy.Restore(9, cache.Keys, cache.Values);
        kernel.Forward(x.AsSpan(9 * width, 4 * width), expected, cache, default);
        kernel.Forward(x.AsSpan(9 * width, 4 * width), actual, copy, default);
        Assert.Equal(expected, actual);

        cache.Truncate(9);
        kernel.Forward(x.AsSpan(9 * width, 4 * width), actual, cache, default);
        Assert.Equal(expected, actual);
        Assert.Equal((13 * 24, 13 * 24), (cache.Keys.Length, cache.Values.Length));

        string unit = typeof(TElement).Name + " numbers";
        ArgumentException wrong = Assert.Throws<ArgumentException>(() => copy.Restore(2, new TElement[49], new TElement[48]));
        Assert.StartsWith($"keys must hold whole tokens of keyValueHeads × dK = 24 {unit}, but holds 49.", wrong.Message, StringComparison.Ordinal);
        wrong = Assert.Throws<ArgumentException>(() => kernel.Forward(new TElement[17], new TElement[result], copy, default));
        Assert.StartsWith($"x must hold 1 … 9 tokens of dModel = 16 {unit}, but holds 17.", wrong.Message, StringComparison.Ordinal);
        wrong = Assert.Throws<ArgumentException>(() => kernel.Forward(new TElement[16], new TElement[result - 1], copy, default));
        Assert.StartsWith($"output must hold tokens × heads × dV = 1 × 4 × 12 = 48 {unit}, but holds 47.", wrong.Message, StringComparison.Ordinal);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int step = 0; step < 3; step++)
        {
            cache.Clear();
            kernel.Forward(x.AsSpan(0, 4 * width), actual, cache, default);
            kernel.Forward(x.AsSpan(0, width), actual.AsSpan(0, result), cache, default);
            TKernel.Attend(
                x.AsSpan(0, s_steps.Heads * s_steps.DK), x.AsSpan(0, 24), x.AsSpan(0, 24), actual.AsSpan(0, result), cache, default);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static DecoderFace Face(AttentionShape shape) =>
        Set[ShapeSource.ClassName(shape)].ThroughInterface(AttentionWeights.CreateRandom(shape, 1));

    private static float FromBits(ElementType element, int bits) => element == ElementType.Float16
        ? (float)BitConverter.UInt16BitsToHalf((ushort)bits)
        : BitConverter.Int32BitsToSingle(bits << 16);
}
