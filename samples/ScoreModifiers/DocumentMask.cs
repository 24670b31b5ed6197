using System.Runtime.CompilerServices;
using AttnGen;

namespace ScoreModifiers;

/// <summary>
/// Several documents packed into one sequence: a token attends to those of its own document alone. The call brings the number of each
/// token's document.
/// </summary>
internal readonly struct DocumentMask : IScoreModifier
{
    /// <summary>One number for each token.</summary>
    public static int DataLength(AttentionShape shape) => shape.N;

    /// <summary>Hides the keys of other documents.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T score, ScorePlace<T> place)
        where T : struct, IScoreLanes<T> => T.Where(place.DataAtQuery() == place.DataAtKey(), score, float.NegativeInfinity);
}
