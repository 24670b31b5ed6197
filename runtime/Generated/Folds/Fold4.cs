using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AttnGen.Generated;

/// <summary>Folds four vectors of four lanes into one of their sums.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Fold4
{
    /// <summary>Adds the two halves of every quarter of two vectors: the first step of folding a vector for each key into one of their sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Pairs(Vector128<float> a, Vector128<float> b) =>
        Interleave.Low(a, b) + Interleave.High(a, b);

    /// <summary>Adds the halves that are left of every quarter: the quarters of four vectors, one sum each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Quarters(Vector128<float> a, Vector128<float> b) =>
        Interleave.LowPair(a, b) + Interleave.HighPair(a, b);

    /// <summary>The largest lane.</summary>
    public static float Largest(Vector128<float> vector)
    {
        float low = MathF.Max(vector[0], vector[1]);
        float high = MathF.Max(vector[2], vector[3]);
        return MathF.Max(low, high);
    }
}
