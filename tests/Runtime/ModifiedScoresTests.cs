using System.Runtime.CompilerServices;
using AttnGen.Generated;
using AttnGen.Tests.Kernels.Features.Modifiers;
using Xunit;

namespace AttnGen.Tests.Runtime;

/// <summary>A rule gives on every width of lanes, wherever they stand, what it gives on a single score in double.</summary>
public sealed class ModifiedScoresTests
{
    private const float Log2E = 1.44269504f;

    private static readonly AttentionShape s_shape = new(40, 8, 8) { Heads = 3 };

    /// <summary>Heads, queries and keys at the beginning, in between, and so near the end that lanes reach past it.</summary>
    private static readonly (int Head, int Query, int Key)[] s_places = [(0, 0, 0), (0, 5, 1), (2, 5, 38), (2, 33, 1), (1, 33, 38), (2, 0, 7)];

    [Fact]
    public void One_lane() => Check<ScoreLanes1>();

    [Fact]
    public void Four_lanes() => Check<ScoreLanes4>();

    [Fact]
    public void Eight_lanes() => Check<ScoreLanes8>();

    [Fact]
    public void Sixteen_lanes() => Check<ScoreLanes16>();

    [Theory]
    [InlineData(float.MinValue, float.MinValue)]
    [InlineData(float.NegativeInfinity, float.NegativeInfinity)]
    [InlineData(-1e38f, -1e38f * Log2E)]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData(float.NaN, float.NaN)]
    [InlineData(0f, 0f)]
    public void Only_minus_infinity_hides(float given, float expected)
    {
        Assert.Equal(expected, ModifiedScores.Of<FromData, ScoreLanes1>(new(7f), 0, 0, 0, true, [given]).Value);
        Assert.Equal(expected, ModifiedScores.Of<FromData, ScoreLanes4>(7f, 0, 0, 0, true, [given]).Value[0]);
        Assert.Equal(expected, ModifiedScores.Of<FromData, ScoreLanes8>(7f, 0, 0, 0, true, [given]).Value[0]);
        Assert.Equal(expected, ModifiedScores.Of<FromData, ScoreLanes16>(7f, 0, 0, 0, true, [given]).Value[0]);
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

    private static void Check<T>()
        where T : struct, IScoreLanes<T>
    {
        Check<DistancePenalty, T>();
        Check<DocumentMask, T>();
        Check<BucketBias, T>();
    }

    private static void Check<TModifier, T>()
        where TModifier : struct, IScoreModifier
        where T : struct, IScoreLanes<T>
    {
        var modifier = ScoreModifier.Of<TModifier>();
        float[] data = [.. Enumerable.Range(0, modifier.DataLength(s_shape)).Select(index => (float)(index * 7 % 4))];
        int lanes = Unsafe.SizeOf<T>() / sizeof(float);
        foreach (bool lanesAreQueries in new[] { false, true })
        {
            foreach ((int head, int query, int key) in s_places)
            {
                T scores = T.Sequence(-2f) * (0.5f * Log2E);
                T modified = ModifiedScores.Of<TModifier, T>(scores, head, query, key, lanesAreQueries, data);
                for (int lane = 0; lane < lanes; lane++)
                {
                    double expected = modifier.Apply(
                        (lane - 2) * 0.5, head, query + (lanesAreQueries ? lane : 0), key + (lanesAreQueries ? 0 : lane), data);
                    float actual = Unsafe.Add(ref Unsafe.As<T, float>(ref modified), lane);
                    bool equal = double.IsFinite(expected) ? Math.Abs((expected * Log2E) - actual) < 3e-5 : expected.Equals(actual);
                    Assert.True(equal, $"{modifier} at head {head}, query {query}, key {key}, {lanesAreQueries}, lane {lane}: {actual}, not {expected * Log2E}");
                }
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
