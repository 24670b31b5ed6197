using System.Runtime.CompilerServices;
using AttnGen;

namespace AttnGen.Tests.Kernels.Features.Modifiers;

/// <summary>A query sees the keys of its own document; the data are the documents of the keys, and query i stands beside key i.</summary>
public readonly struct DocumentMask : IScoreModifier
{
    /// <summary>One number for each key.</summary>
    public static int DataLength(AttentionShape shape) => shape.KeyValueLength;

    /// <summary>The rule.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Apply<T>(T score, ScorePlace<T> place)
        where T : struct, IScoreLanes<T> => T.Where(place.DataAtQuery() == place.DataAtKey(), score, float.NegativeInfinity);
}
