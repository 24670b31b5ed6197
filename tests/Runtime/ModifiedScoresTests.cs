using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AttnGen.Generated;
using AttnGen.Tests.Kernels.Features.Modifiers;
using Xunit;

namespace AttnGen.Tests.Runtime;

/// <summary>A rule gives on every width of lanes, wherever they stand, what it gives on a single score in double.</summary>
public sealed class ModifiedScoresTests
{
    private const float Log2E = 1.44269504f;
    private const double PreciseLog2E = 1.4426950408889634;

    private static readonly AttentionShape s_shape = new(40, 8, 8) { Heads = 3 };

    /// <summary>Heads, queries and keys at the beginning, in between, and so near the end that lanes reach past it.</summary>
    private static readonly (int Head, int Query, int Key)[] s_places = [(0, 0, 0), (0, 5, 1), (2, 5, 38), (2, 33, 1), (1, 33, 38), (2, 0, 7)];

    [Fact]
    public void One_lane() => Check<ScoreLane<float>, ScoreLane<double>>();

    [Fact]
    public void Lanes_of_128_bits() => Check<ScoreLanes128<float>, ScoreLanes128<double>>();

    [Fact]
    public void Lanes_of_256_bits() => Check<ScoreLanes256<float>, ScoreLanes256<double>>();

    [Fact]
    public void Lanes_of_512_bits() => Check<ScoreLanes512<float>, ScoreLanes512<double>>();

    [Theory]
    [InlineData(float.MinValue, float.MinValue)]
    [InlineData(float.NegativeInfinity, float.NegativeInfinity)]
    [InlineData(-1e38f, -1e38f * Log2E)]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData(float.NaN, float.NaN)]
    [InlineData(0f, 0f)]
    public void Only_minus_infinity_hides(float given, float expected)
    {
        Assert.Equal(expected, ModifiedScores.Of<FromData, ScoreLane<float>>(new(7f), 0, 0, 0, true, [given]).Value);
        Assert.Equal(expected, ModifiedScores.Of<FromData, ScoreLanes128<float>>(7f, 0, 0, 0, true, [given]).Value[0]);
        Assert.Equal(expected, ModifiedScores.Of<FromData, ScoreLanes256<float>>(7f, 0, 0, 0, true, [given]).Value[0]);
        Assert.Equal(expected, ModifiedScores.Of<FromData, ScoreLanes512<float>>(7f, 0, 0, 0, true, [given]).Value[0]);
    }

    [Theory]
    [InlineData(double.MinValue, double.MinValue)]
    [InlineData(double.NegativeInfinity, double.NegativeInfinity)]
    [InlineData(-1e300, -1e300 * PreciseLog2E)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(0.1, 0.1 * PreciseLog2E)]
    public void Only_minus_infinity_hides_in_doubles(double given, double expected)
    {
        ReadOnlySpan<float> data = ScoreOperands.Stored<double>([given]);
        Assert.Equal(expected, ModifiedScores.OfDoubles<FromData, ScoreLane<double>>(new(7), 0, 0, 0, true, data).Value);
        Assert.Equal(expected, ModifiedScores.OfDoubles<FromData, ScoreLanes128<double>>(7, 0, 0, 0, true, data).Value[0]);
        Assert.Equal(expected, ModifiedScores.OfDoubles<FromData, ScoreLanes256<double>>(7, 0, 0, 0, true, data).Value[0]);
        Assert.Equal(expected, ModifiedScores.OfDoubles<FromData, ScoreLanes512<double>>(7, 0, 0, 0, true, data).Value[0]);
    }

    [Fact]
    public void Numbers_and_tables_of_either_kind_are_as_exact_as_lanes_are()
    {
        AssertThirds<ScoreLane<float>, float>(third => third, 1 / 3f);
        AssertThirds<ScoreLanes128<float>, float>(third => third, 1 / 3f);
        AssertThirds<ScoreLanes256<float>, float>(third => third, 1 / 3f);
        AssertThirds<ScoreLanes512<float>, float>(third => third, 1 / 3f);
        AssertThirds<ScoreLane<double>, double>(third => third, 1 / 3.0);
        AssertThirds<ScoreLanes128<double>, double>(third => third, 1 / 3.0);
        AssertThirds<ScoreLanes256<double>, double>(third => third, 1 / 3.0);
        AssertThirds<ScoreLanes512<double>, double>(third => third, 1 / 3.0);
    }

    [Fact]
    public void One_object_stands_for_one_type()
    {
        Assert.Same(ScoreModifier.Of<DocumentMask>(), ScoreModifier.Of<DocumentMask>());
        Assert.Equal(s_shape with { Modifier = ScoreModifier.Of<DocumentMask>() }, s_shape with { Modifier = ScoreModifier.Of<DocumentMask>() });
        Assert.NotEqual(s_shape with { Modifier = ScoreModifier.Of<DocumentMask>() }, s_shape with { Modifier = ScoreModifier.Of<BucketBias>() });
        Assert.Equal("DocumentMask", ScoreModifier.Of<DocumentMask>().ToString());
        Assert.Equal(typeof(DocumentMask), ScoreModifier.Of<DocumentMask>().Type);
        Assert.Equal(40, ScoreModifier.Of<DocumentMask>().DataLength(s_shape));
        Assert.Equal(0, ScoreModifier.Of<DistancePenalty>().DataLength(s_shape));
    }

    private static void Check<T, TDouble>()
        where T : struct, IScoreLanes<T>
        where TDouble : struct, IScoreLanes<TDouble>
    {
        Check<DistancePenalty, T, TDouble>();
        Check<DocumentMask, T, TDouble>();
        Check<BucketBias, T, TDouble>();
    }

    private static void Check<TModifier, T, TDouble>()
        where TModifier : struct, IScoreModifier
        where T : struct, IScoreLanes<T>
        where TDouble : struct, IScoreLanes<TDouble>
    {
        var modifier = ScoreModifier.Of<TModifier>();
        float[] data = [.. Enumerable.Range(0, modifier.DataLength(s_shape)).Select(index => (float)(index * 7 % 4))];
        double[] precise = [.. data.Select(number => number + (number * 1e-12))];
        foreach (bool lanesAreQueries in new[] { false, true })
        {
            foreach ((int head, int query, int key) in s_places)
            {
                string what = $"{modifier} at head {head}, query {query}, key {key}, {lanesAreQueries}";
                T modified = ModifiedScores.Of<TModifier, T>(T.Sequence(-2f) * (0.5f * Log2E), head, query, key, lanesAreQueries, data);
                Span<float> actual = MemoryMarshal.CreateSpan(ref Unsafe.As<T, float>(ref modified), Unsafe.SizeOf<T>() / sizeof(float));
                for (int lane = 0; lane < actual.Length; lane++)
                {
                    double expected = modifier.Apply(Given(lane), head, Query(lane), Key(lane), data);
                    AssertClose(expected * PreciseLog2E, actual[lane], 3e-5, $"{what}, lane {lane}");
                }

                TDouble wide = ModifiedScores.OfDoubles<TModifier, TDouble>(
                    TDouble.Sequence(-2f) * (0.5 * PreciseLog2E), head, query, key, lanesAreQueries, ScoreOperands.Stored<double>(precise));
                Span<double> doubles = MemoryMarshal.CreateSpan(ref Unsafe.As<TDouble, double>(ref wide), Unsafe.SizeOf<TDouble>() / sizeof(double));
                for (int lane = 0; lane < doubles.Length; lane++)
                {
                    double expected = modifier.Apply(Given(lane), head, Query(lane), Key(lane), precise);
                    AssertClose(expected * PreciseLog2E, doubles[lane], 1e-13, $"{what}, lane {lane} of doubles");
                }

                int Query(int lane) => query + (lanesAreQueries ? lane : 0);
                int Key(int lane) => key + (lanesAreQueries ? 0 : lane);
            }
        }

        static double Given(int lane) => (lane - 2) * 0.5;
    }

    private static void AssertClose(double expected, double actual, double tolerance, string what) => Assert.True(
        double.IsFinite(expected) ? Math.Abs(expected - actual) < tolerance : expected.Equals(actual), $"{what}: {actual:R}, not {expected:R}");

    /// <summary>A third as a number, and out of tables, of a place each and one behind the other.</summary>
    private static void AssertThirds<T, TNumber>(Func<T, T> same, TNumber third)
        where T : struct, IScoreLanes<T>
        where TNumber : unmanaged
    {
        double[] doubles = [.. Enumerable.Repeat(1 / 3.0, 16)];
        float[] floats = [.. Enumerable.Repeat(1 / 3f, 16)];
        TNumber float3 = (TNumber)Convert.ChangeType(1 / 3f, typeof(TNumber), System.Globalization.CultureInfo.InvariantCulture);
        (T Lanes, TNumber Expected)[] cases =
        [
            (same(1 / 3.0), third),
            (same(1 / 3f), float3),
            (T.Load(doubles, 0), third),
            (T.Gather(doubles, T.Sequence(0f)), third),
            (T.Load(floats, 0), float3),
            (T.Gather(floats, T.Sequence(0f)), float3),
            (T.Load(doubles, 16), default),
            (T.Gather(doubles, -1f), default),
            (T.Gather(floats, float.NaN), default),
        ];
        foreach ((T lanes, TNumber expected) in cases)
        {
            T all = lanes;
            foreach (TNumber number in MemoryMarshal.CreateSpan(ref Unsafe.As<T, TNumber>(ref all), Unsafe.SizeOf<T>() / Unsafe.SizeOf<TNumber>()))
            {
                Assert.Equal(expected, number);
            }
        }
    }

    /// <summary>A score that the data has.</summary>
    private readonly struct FromData : IScoreModifier
    {
        public static int DataLength(AttentionShape shape) => 1;

        public static T Apply<T>(T score, ScorePlace<T> place)
            where T : struct, IScoreLanes<T> => place.DataAt(place.Query);
    }
}
