using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AttnGen.Generated;

/// <summary>Folds two vectors of two lanes into one of their sums.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Fold2
{
    /// <summary>Adds the two lanes of each of two vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Pairs(Vector128<double> a, Vector128<double> b) =>
        Interleave.LowPair(a, b) + Interleave.HighPair(a, b);

    /// <summary>The larger lane.</summary>
    public static double Largest(Vector128<double> vector) => Math.Max(vector[0], vector[1]);
}
