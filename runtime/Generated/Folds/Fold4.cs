using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AttnGen.Generated;

/// <summary>Folds four vectors of four lanes, floats or doubles, into one of their sums.</summary>
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

    /// <summary>Adds the two halves of either half of two vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Pairs(Vector256<double> a, Vector256<double> b) =>
        Avx.UnpackLow(a, b) + Avx.UnpackHigh(a, b);

    /// <summary>Adds the halves of each of two vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Halves(Vector256<double> a, Vector256<double> b) =>
        Avx.Permute2x128(a, b, 0x20) + Avx.Permute2x128(a, b, 0x31);

    /// <summary>The largest lane.</summary>
    public static double Largest(Vector256<double> vector) => Fold2.Largest(Vector128.Max(vector.GetLower(), vector.GetUpper()));
}
