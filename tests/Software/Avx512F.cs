using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Framework = System.Runtime.Intrinsics.Vector512;

namespace AttnGen.Generated;

/// <summary>What kernels and the runtime name of AVX-512, in terms of AVX2.</summary>
public static class Avx512F
{
    /// <summary>Like the machine's, a constant to the just-in-time compiler.</summary>
    public static bool IsSupported => true;

    public static Vector512<float> UnpackLow(Vector512<float> a, Vector512<float> b) =>
        Framework.Create(Avx.UnpackLow(a.GetLower(), b.GetLower()), Avx.UnpackLow(a.GetUpper(), b.GetUpper()));

    public static Vector512<double> UnpackLow(Vector512<double> a, Vector512<double> b) =>
        Framework.Create(Avx.UnpackLow(a.GetLower(), b.GetLower()), Avx.UnpackLow(a.GetUpper(), b.GetUpper()));

    public static Vector512<float> UnpackHigh(Vector512<float> a, Vector512<float> b) =>
        Framework.Create(Avx.UnpackHigh(a.GetLower(), b.GetLower()), Avx.UnpackHigh(a.GetUpper(), b.GetUpper()));

    public static Vector512<double> UnpackHigh(Vector512<double> a, Vector512<double> b) =>
        Framework.Create(Avx.UnpackHigh(a.GetLower(), b.GetLower()), Avx.UnpackHigh(a.GetUpper(), b.GetUpper()));

    /// <summary>Another half, the upper one for 1.</summary>
    public static Vector512<float> InsertVector256(Vector512<float> vector, Vector256<float> half, byte number) =>
        (number & 1) == 0 ? Framework.Create(half, vector.GetUpper()) : Framework.Create(vector.GetLower(), half);

    /// <summary>In every quarter, the four floats whose numbers the control has, two bits each.</summary>
    public static Vector512<float> Permute4x32(Vector512<float> a, byte control)
    {
        Span<float> chosen = stackalloc float[Vector512<float>.Count];
        for (int i = 0; i < chosen.Length; i++)
        {
            chosen[i] = a.GetElement((i & ~3) + ((control >> (2 * (i & 3))) & 3));
        }

        return Framework.Create<float>(chosen);
    }

    /// <summary>In every quarter, the two doubles whose numbers the control has, a bit for each of all eight.</summary>
    public static Vector512<double> Permute2x64(Vector512<double> a, byte control)
    {
        Span<double> chosen = stackalloc double[Vector512<double>.Count];
        for (int i = 0; i < chosen.Length; i++)
        {
            chosen[i] = a.GetElement((i & ~1) + ((control >> i) & 1));
        }

        return Framework.Create<double>(chosen);
    }

    /// <summary>Two quarters of the one vector, then two of the other: their numbers are in the control, two bits each.</summary>
    public static Vector512<float> Shuffle4x128(Vector512<float> a, Vector512<float> b, byte control) =>
        Framework.Create(
            Vector256.Create(Quarter(a, control), Quarter(a, control >> 2)),
            Vector256.Create(Quarter(b, control >> 4), Quarter(b, control >> 6)));

    public static Vector512<double> Shuffle4x128(Vector512<double> a, Vector512<double> b, byte control) =>
        Shuffle4x128(a.AsSingle(), b.AsSingle(), control).AsDouble();

    /// <summary>Entries of a table of 32, by the five low bits of each index.</summary>
    public static Vector512<int> PermuteVar16x32x2(Vector512<int> lower, Vector512<int> indices, Vector512<int> upper) =>
        Framework.Create(Entries(lower, indices.GetLower(), upper), Entries(lower, indices.GetUpper(), upper));

    private static Vector128<float> Quarter(Vector512<float> vector, int number)
    {
        Vector256<float> half = (number & 2) == 0 ? vector.GetLower() : vector.GetUpper();
        return (number & 1) == 0 ? half.GetLower() : half.GetUpper();
    }

    /// <summary>Three bits of each index choose among eight entries, the next two among the eights.</summary>
    private static Vector256<int> Entries(Vector512<int> lower, Vector256<int> indices, Vector512<int> upper)
    {
        Vector256<int> even = Vector256.Equals(indices & Vector256.Create(8), Vector256<int>.Zero);
        Vector256<int> low = Vector256.Equals(indices & Vector256.Create(16), Vector256<int>.Zero);
        return Vector256.ConditionalSelect(low, Chosen(lower), Chosen(upper));

        Vector256<int> Chosen(Vector512<int> entries) => Vector256.ConditionalSelect(
            even, Avx2.PermuteVar8x32(entries.GetLower(), indices), Avx2.PermuteVar8x32(entries.GetUpper(), indices));
    }

    /// <summary>The instructions of AVX-512 on narrower vectors: kernels ask only for their registers.</summary>
    public static class VL
    {
        /// <summary>Like the machine's, a constant to the just-in-time compiler.</summary>
        public static bool IsSupported => true;
    }
}
