using System.Runtime.CompilerServices;
using AttnGen;

namespace AttnGen.Tests.Kernels.Features.Modifiers;

/// <summary>
/// Everything that a rule can use: a bias from the data for each head and each of 8 buckets of distances, less one for each key; a factor
/// for each block of 16 keys from a table of its own, 0 beyond it. Far keys are hidden outside the query's block, the keys 0 and 7 always,
/// and the first query sees none.
/// </summary>
public readonly struct BucketBias : IScoreModifier
{
    private const int Buckets = 8;

    private static readonly float[] s_factors = [1f, 0.5f, 2f, 1.25f];

    /// <summary>A bias for each head and bucket.</summary>
    public static int DataLength(AttentionShape shape) => Buckets * shape.Heads;

    /// <summary>The rule.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T score, ScorePlace<T> place)
        where T : struct, IScoreLanes<T>
    {
        T distance = T.Abs(place.Query - place.Key);
        T bucket = T.Max(0f, T.Min(Buckets - 1, T.Floor(T.Sqrt(distance))));
        T factor = T.Gather(s_factors, T.Floor(place.Key / 16f));
        T biased = (score * factor) + place.DataAt((place.Head * Buckets) + bucket) - place.DataAtKey(-3);
        LaneCondition<T> own = T.Floor(place.Key / 16f) == T.Floor(place.Query / 16f);
        LaneCondition<T> far = (place.DataAtHead() + 2f < distance) | (distance <= -3f);
        LaneCondition<T> hidden = (far & !own) | !((place.Key != 0f) & (place.Query != 0f)) | ((place.Key >= 3f) & (place.Key > 4f) & (-place.Key == -7f));
        return T.Where(hidden, float.NegativeInfinity, biased);
    }
}
