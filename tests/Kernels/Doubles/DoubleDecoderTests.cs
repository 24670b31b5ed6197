using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Checks;
using AttnGen.Tests.Kernels.Decoding;
using AttnGen.Tests.Kernels.Features.Modifiers;
using AttnGen.Tests.Kernels.Problems;
using Xunit;

namespace AttnGen.Tests.Kernels.Doubles;

/// <summary>
/// Kernels of doubles with a cache: what steps compute, as for floats, that it is as precise as doubles are, and that the cache loses nothing.
/// </summary>
[Trait("Category", "Kernels")]
public sealed class DoubleDecoderTests
{
    private const int Seed = 20_261_128;

    private static readonly AttentionShape s_steps = new(9, 16, 12)
    {
        Heads = 4,
        KeyValueHeads = 2,
        Bias = true,
        CacheCapacity = 31,
        Causal = CausalAlignment.TopLeft,
        Rope = RopePairing.HalfSplit,
        Element = ElementType.Float64,
    };

    /// <summary>
    /// One token a step and several, at once and online; windows that let tokens go, turned and not; heads that share keys, and projections.
    /// </summary>
    private static readonly AttentionShape[] s_plain =
    [
        new(1, 20, 15) { Heads = 6, KeyValueHeads = 2, DV = 5, CacheCapacity = 33, Bias = true, Causal = CausalAlignment.TopLeft },
        new(1, 16, 16) { CacheCapacity = 20, LeftWindow = 14, Causal = CausalAlignment.TopLeft, Rope = RopePairing.HalfSplit },
        new(3, 17, 4) { Heads = 4, KeyValueHeads = 1, DV = 9, CacheCapacity = 40, OutputProjection = true, Causal = CausalAlignment.TopLeft },
        new(9, 16, 12) { Heads = 3, CacheCapacity = 40, LeftWindow = 14, Causal = CausalAlignment.TopLeft, Rope = RopePairing.Interleaved },
        new(32, 24, 8) { Heads = 8, KeyValueHeads = 4, CacheCapacity = 70, OutputProjection = true, OutputWidth = 20, Causal = CausalAlignment.BottomRight },
        new(40, 8, 8) { DV = 16, CacheCapacity = 540, Causal = CausalAlignment.TopLeft },
    ];

    /// <summary>What changes scores, block by block and query by query, and steps whose tokens see each other.</summary>
    private static readonly AttentionShape[] s_featured =
    [
        new(5, 12, 20) { CacheCapacity = 29, OutputProjection = true },
        new(17, 16, 12) { Heads = 2, CacheCapacity = 41, Mask = MaskKind.Additive, LeftWindow = 15, Scores = ScoreStage.Masked },
        new(1, 12, 16) { Heads = 2, CacheCapacity = 30, LeftWindow = 13, RelativeBias = true, Causal = CausalAlignment.TopLeft },
        new(3, 16, 12) { Heads = 2, CacheCapacity = 30, LeftWindow = 13, Modifier = ScoreModifier.Of<BucketBias>() },
        new(2, 16, 12) { Heads = 2, CacheCapacity = 44, Softcap = 2, Sink = SinkKind.Learned, LogSumExp = true, Mask = MaskKind.Boolean, Alibi = true },
    ];

    private static readonly Lazy<DecoderSet> s_set = new(() => DecoderSet.Compile("DoubleDecoders", [s_steps, .. Stored(s_plain), .. Stored(s_featured)]));

    /// <summary>All that these tests call, compiled when it is asked for.</summary>
    internal static DecoderSet Set => s_set.Value;

    public static TheoryData<string> PlainNames => [.. Stored(s_plain).Select(ShapeSource.ClassName)];

    public static TheoryData<string> AllNames => [.. Stored(s_plain).Concat(Stored(s_featured)).Select(ShapeSource.ClassName)];

    private static DoubleDecoder.DoubleSteps Steps { get; } =
        DoubleDecoder.Of(Set[ShapeSource.ClassName(s_steps)].Type).Bind(AttentionWeights.CreateRandom(s_steps, 5).InDouble());

    [Theory]
    [MemberData(nameof(AllNames))]
    public void Steps_compute_what_the_reference_does(string className) => new DecoderFeatureCheck(Set[className], Seed).Run();

    [Theory]
    [MemberData(nameof(PlainNames))]
    public void Steps_are_as_accurate_as_doubles_are(string className)
    {
        DoubleDecoder decoder = DoubleDecoder.Of(Set[className].Type);
        Assert.Equal(ProcessorTier.Expected, decoder.Tier);
        int tokens = DecodedText.LengthOf(decoder.Shape);
        var problem = new DoubleProblem(decoder.Shape.WithoutCache(tokens), Seed);
        foreach (Entry entry in Enum.GetValues<Entry>())
        {
            (DoubleDouble[] exact, _) = problem.Solve<DoubleDouble>(entry, tokens);
            (PlainDouble[] plain, _) = problem.Solve<PlainDouble>(entry, tokens);
            foreach (int[] steps in Schedule.Of(decoder.Shape, Seed))
            {
                var errors = new ErrorBound(ErrorBound.UnitOfDouble);
                errors.Add(exact, plain, Decode(decoder, problem, entry, steps), $"{steps.Length} steps");
                errors.Assert($"{decoder} {entry}");
            }
        }
    }

    [Fact]
    public void A_cache_can_be_brought_back_cleared_and_cut()
    {
        var problem = new DoubleProblem(s_steps.WithoutCache(13), Seed);
        int width = s_steps.DModel, result = s_steps.Heads * s_steps.DV;
        double[] expected = new double[4 * result], actual = new double[4 * result];
        AttentionCache<double> cache = Steps.CreateCache(), copy = Steps.CreateCache();
        Steps.Forward(problem.X.AsSpan(0, 9 * width), new double[9 * result], cache);
        copy.Restore(9, cache.Keys, cache.Values);
        Steps.Forward(problem.X.AsSpan(9 * width), expected, cache);
        Steps.Forward(problem.X.AsSpan(9 * width), actual, copy);
        Assert.Equal(expected, actual);

        cache.Truncate(9);
        Steps.Forward(problem.X.AsSpan(9 * width), actual, cache);
        Assert.Equal(expected, actual);
        Assert.Equal((13 * 24, 13 * 24), (cache.Keys.Length, cache.Values.Length));
    }

    [Fact]
    public void Given_keys_and_values_join_a_cache_as_they_are()
    {
        AttentionCache<double> cache = Steps.CreateCache();
        double[] key = [.. Enumerable.Range(1, 48).Select(number => 1.0 / number)], value = [.. key.Select(Math.Sqrt)];
        Steps.Attend(new double[2 * 48], key, value, new double[2 * 48], cache);
        Assert.Equal(key, cache.Keys);
        Assert.Equal(value, cache.Values);
    }

    [Fact]
    public void What_is_wrong_with_a_step_is_told()
    {
        AttentionCache<double> cache = Steps.CreateCache();
        Refused("keys", "keys must hold whole tokens of keyValueHeads × dK = 24 doubles, but holds 49.", () => cache.Restore(2, new double[49], new double[48]));
        Refused("x", "x must hold 1 … 9 tokens of dModel = 16 doubles, but holds 17.", () => Steps.Forward(new double[17], new double[48], cache));
        Refused(
            "output",
            "output must hold tokens × heads × dV = 1 × 4 × 12 = 48 doubles, but holds 47.",
            () => Steps.Forward(new double[16], new double[47], cache));
        Refused("context", "context is given, but", () => Steps.Forward(
            new double[16], new double[48], cache, new AttentionArguments<double, double> { Context = new double[1] }));
        Refused("position", "position is given, but it is the cache's length.", () => Steps.Forward(
            new double[16], new double[48], cache, new AttentionArguments<double, double> { Position = 1 }));
        for (int step = 0; step < 3; step++)
        {
            Steps.Forward(new double[9 * 16], new double[9 * 48], cache);
        }

        Refused("cache", "The cache holds 27 of at most 31 tokens, so 9 more do not fit.", () => Steps.Forward(new double[9 * 16], new double[9 * 48], cache));
        Assert.Equal(27, cache.Length);
    }

    [Fact]
    public void A_step_does_not_allocate()
    {
        AttentionCache<double> cache = Steps.CreateCache();
        double[] x = new double[9 * 48], output = new double[9 * 48], weights = new double[4 * 9 * 31];
        for (int round = 0; round < 3; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            cache.Clear();
            Steps.Forward(x.AsSpan(0, 4 * 16), output.AsSpan(0, 4 * 48), cache, new AttentionArguments<double, double> { AttentionWeights = weights });
            Steps.Forward(x.AsSpan(0, 16), output.AsSpan(0, 48), cache);
            Steps.Attend(x.AsSpan(0, 48), x.AsSpan(0, 24), x.AsSpan(0, 24), output.AsSpan(0, 48), cache);
            Assert.True(round == 0 || GC.GetAllocatedBytesForCurrentThread() == before, "A step allocated.");
        }
    }

    private static IEnumerable<AttentionShape> Stored(IEnumerable<AttentionShape> shapes) =>
        shapes.Select(shape => shape with { Element = ElementType.Float64 });

    /// <summary>The outputs of all steps of a text, each with its operands at guard pages.</summary>
    private static double[] Decode(DoubleDecoder decoder, DoubleProblem problem, Entry entry, int[] steps)
    {
        DoubleDecoder.DoubleSteps kernel = decoder.Bind(problem.Weights);
        AttentionCache<double> cache = kernel.CreateCache();
        int tokens = problem.Shape.N;
        var all = new double[problem.Shape.OutputLengthOf(entry)];
        int width = all.Length / tokens;
        foreach (int count in steps)
        {
            int past = cache.Length;
            using var output = new GuardedMemory<double>(count * width, Guard.AtEnd);
            if (entry == Entry.Forward)
            {
                using GuardedMemory<double> x = Rows(problem.X, past, count);
                kernel.Forward(x.Span, output.Span, cache);
            }
            else
            {
                using GuardedMemory<double> query = Rows(problem.Query, past, count);
                using GuardedMemory<double> key = Rows(problem.Key, past, count);
                using GuardedMemory<double> value = Rows(problem.Value, past, count);
                kernel.Attend(query.Span, key.Span, value.Span, output.Span, cache);
            }

            output.AssertSlackUntouched($"{decoder} {entry}, {count} tokens behind {past}");
            output.Span.CopyTo(all.AsSpan(past * width));
        }

        return all;

        GuardedMemory<double> Rows(double[] operand, int first, int count)
        {
            int row = operand.Length / tokens;
            var memory = new GuardedMemory<double>(count * row, Guard.AtEnd);
            operand.AsSpan(first * row, count * row).CopyTo(memory.Span);
            memory.Protect();
            return memory;
        }
    }

    private static void Refused(string name, string message, Action call)
    {
        ArgumentException thrown = Assert.Throws<ArgumentException>(call);
        Assert.Equal(name, thrown.ParamName);
        Assert.StartsWith(message, thrown.Message, StringComparison.Ordinal);
    }
}
