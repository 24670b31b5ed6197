using System.Runtime.CompilerServices;
using AttnGen;

namespace ScoreModifiers;

/// <summary>Distance costs half a unit of score a token, but no more than three tokens' worth: far tokens stay in sight.</summary>
internal readonly struct DistancePenalty : IScoreModifier
{
    /// <summary>Takes the cost of the distance from the score.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T score, ScorePlace<T> place)
        where T : struct, IScoreLanes<T> => score - (0.5f * T.Min(3f, T.Abs(place.Query - place.Key)));
}
