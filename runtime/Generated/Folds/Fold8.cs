using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AttnGen.Generated;

/// <summary>Folds eight vectors of eight lanes, floats or doubles, into one of their sums.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Fold8
{
    /// <summary>Adds the two halves of every quarter of two vectors: the first step of folding a vector for each key into one of their sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Pairs(Vector256<float> a, Vector256<float> b) =>
        Avx.UnpackLow(a, b) + Avx.UnpackHigh(a, b);

    /// <summary>Adds the halves that are left of every quarter: the quarters of four vectors, one sum each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Quarters(Vector256<float> a, Vector256<float> b) =>
        Avx.UnpackLow(a.AsDouble(), b.AsDouble()).AsSingle() + Avx.UnpackHigh(a.AsDouble(), b.AsDouble()).AsSingle();

    /// <summary>Adds the halves of each of two vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Halves(Vector256<float> a, Vector256<float> b) =>
        Avx.Permute2x128(a, b, 0x20) + Avx.Permute2x128(a, b, 0x31);

    /// <summary>The largest lane.</summary>
    public static float Largest(Vector256<float> vector) => Fold4.Largest(Vector128.Max(vector.GetLower(), vector.GetUpper()));

    /// <summary>Adds the two halves of every quarter of two vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Pairs(Vector512<double> a, Vector512<double> b) =>
        Avx512F.UnpackLow(a, b) + Avx512F.UnpackHigh(a, b);

    /// <summary>Adds the neighbouring quarters of each of two vectors; done twice, their four quarters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Halves(Vector512<double> a, Vector512<double> b) =>
        Avx512F.Shuffle4x128(a, b, 0x88) + Avx512F.Shuffle4x128(a, b, 0xDD);

    /// <summary>The largest lane.</summary>
    public static double Largest(Vector512<double> vector) => Fold4.Largest(Vector256.Max(vector.GetLower(), vector.GetUpper()));
}
