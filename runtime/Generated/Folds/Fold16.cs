using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AttnGen.Generated;

/// <summary>Folds sixteen vectors of sixteen lanes into one of their sums.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Fold16
{
    /// <summary>Adds the two halves of every quarter of two vectors: the first step of folding a vector for each key into one of their sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Pairs(Vector512<float> a, Vector512<float> b) =>
        Avx512F.UnpackLow(a, b) + Avx512F.UnpackHigh(a, b);

    /// <summary>Adds the halves that are left of every quarter: the quarters of four vectors, one sum each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Quarters(Vector512<float> a, Vector512<float> b) =>
        Avx512F.UnpackLow(a.AsDouble(), b.AsDouble()).AsSingle() + Avx512F.UnpackHigh(a.AsDouble(), b.AsDouble()).AsSingle();

    /// <summary>Adds the neighbouring quarters of each of two vectors; done twice, their four quarters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Halves(Vector512<float> a, Vector512<float> b) =>
        Avx512F.Shuffle4x128(a, b, 0x88) + Avx512F.Shuffle4x128(a, b, 0xDD);

    /// <summary>The largest lane.</summary>
    public static float Largest(Vector512<float> vector) => Fold8.Largest(Vector256.Max(vector.GetLower(), vector.GetUpper()));
}
