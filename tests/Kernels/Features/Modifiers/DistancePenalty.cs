using System.Runtime.CompilerServices;
using AttnGen;

namespace AttnGen.Tests.Kernels.Features.Modifiers;

/// <summary>Distance costs, and more of it in later heads.</summary>
public readonly struct DistancePenalty : IScoreModifier
{
    /// <summary>The rule.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T score, ScorePlace<T> place)
        where T : struct, IScoreLanes<T> => score - (0.05f * (1f + place.Head) * T.Abs(place.Query - place.Key));
}
