using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AttnGen.Generated;

/// <summary>The transposition of 8 × 8 floats in registers, for machines with AVX.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Square8
{
    private const int Side = 8;

    /// <summary>Moves 8 × 8 floats to their transposed place: pairs are interleaved, then pairs of pairs.</summary>
    /// <param name="source">The first float of the first row.</param>
    /// <param name="sourceStride">From one row to the next.</param>
    /// <param name="sourceRows">The rows there are: nothing past them is read, the last one fills the place of those that are missing.</param>
    /// <param name="target">The first float of the first row of the target.</param>
    /// <param name="targetStride">From one row of the target to the next.</param>
    /// <param name="targetRows">The rows of the target that are written.</param>
    /// <param name="factor">What every number is multiplied with.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(
        ref float source, int sourceStride, int sourceRows, ref float target, int targetStride, int targetRows, float factor)
    {
        if (sourceRows < Side || targetRows < Side)
        {
            TransposePart(ref source, sourceStride, sourceRows, ref target, targetStride, targetRows, factor);
            return;
        }

        Vector256<float> factors = Vector256.Create(factor);
        TransposeHalf(ref source, sourceStride, ref target, targetStride, factors);
        TransposeHalf(ref Unsafe.Add(ref source, 4), sourceStride, ref Unsafe.Add(ref target, 4 * (nint)targetStride), targetStride, factors);
    }

    /// <summary>Four columns of eight rows: the halves of a vector come from rows four apart as they are read, which spares a third of the shuffles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeHalf(ref float source, nint sourceStride, ref float target, nint targetStride, Vector256<float> factor)
    {
        Vector256<float> rows04 = LoadHalves(ref source, sourceStride);
        Vector256<float> rows15 = LoadHalves(ref Unsafe.Add(ref source, sourceStride), sourceStride);
        Vector256<float> rows26 = LoadHalves(ref Unsafe.Add(ref source, 2 * sourceStride), sourceStride);
        Vector256<float> rows37 = LoadHalves(ref Unsafe.Add(ref source, 3 * sourceStride), sourceStride);
        Vector256<double> low01 = Avx.UnpackLow(rows04, rows15).AsDouble();
        Vector256<double> high01 = Avx.UnpackHigh(rows04, rows15).AsDouble();
        Vector256<double> low23 = Avx.UnpackLow(rows26, rows37).AsDouble();
        Vector256<double> high23 = Avx.UnpackHigh(rows26, rows37).AsDouble();
        (Avx.UnpackLow(low01, low23).AsSingle() * factor).StoreUnsafe(ref target);
        (Avx.UnpackHigh(low01, low23).AsSingle() * factor).StoreUnsafe(ref Unsafe.Add(ref target, targetStride));
        (Avx.UnpackLow(high01, high23).AsSingle() * factor).StoreUnsafe(ref Unsafe.Add(ref target, 2 * targetStride));
        (Avx.UnpackHigh(high01, high23).AsSingle() * factor).StoreUnsafe(ref Unsafe.Add(ref target, 3 * targetStride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> LoadHalves(ref float row, nint stride) =>
        Avx.InsertVector128(
            Vector128.LoadUnsafe(ref row).ToVector256Unsafe(), Vector128.LoadUnsafe(ref Unsafe.Add(ref row, 4 * stride)), 1);

    /// <summary>The same where there are fewer rows or columns: whole rows are read, and their 128-bit halves change places at the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposePart(
        ref float source, int sourceStride, int sourceRows, ref float target, int targetStride, int targetRows, float factor)
    {
        Vector256<float> row0 = Vector256.LoadUnsafe(ref source);
        source = ref Unsafe.Add(ref source, sourceRows > 1 ? sourceStride : 0);
        Vector256<float> row1 = Vector256.LoadUnsafe(ref source);
        source = ref Unsafe.Add(ref source, sourceRows > 2 ? sourceStride : 0);
        Vector256<float> row2 = Vector256.LoadUnsafe(ref source);
        source = ref Unsafe.Add(ref source, sourceRows > 3 ? sourceStride : 0);
        Vector256<float> row3 = Vector256.LoadUnsafe(ref source);
        source = ref Unsafe.Add(ref source, sourceRows > 4 ? sourceStride : 0);
        Vector256<float> row4 = Vector256.LoadUnsafe(ref source);
        source = ref Unsafe.Add(ref source, sourceRows > 5 ? sourceStride : 0);
        Vector256<float> row5 = Vector256.LoadUnsafe(ref source);
        source = ref Unsafe.Add(ref source, sourceRows > 6 ? sourceStride : 0);
        Vector256<float> row6 = Vector256.LoadUnsafe(ref source);
        source = ref Unsafe.Add(ref source, sourceRows > 7 ? sourceStride : 0);
        Vector256<float> row7 = Vector256.LoadUnsafe(ref source);

        Vector256<float> low0 = Avx.UnpackLow(row0, row1);
        Vector256<float> high0 = Avx.UnpackHigh(row0, row1);
        Vector256<float> low2 = Avx.UnpackLow(row2, row3);
        Vector256<float> high2 = Avx.UnpackHigh(row2, row3);
        Vector256<float> quarter0 = Avx.UnpackLow(low0.AsDouble(), low2.AsDouble()).AsSingle();
        Vector256<float> quarter1 = Avx.UnpackHigh(low0.AsDouble(), low2.AsDouble()).AsSingle();
        Vector256<float> quarter2 = Avx.UnpackLow(high0.AsDouble(), high2.AsDouble()).AsSingle();
        Vector256<float> quarter3 = Avx.UnpackHigh(high0.AsDouble(), high2.AsDouble()).AsSingle();

        Vector256<float> low4 = Avx.UnpackLow(row4, row5);
        Vector256<float> high4 = Avx.UnpackHigh(row4, row5);
        Vector256<float> low6 = Avx.UnpackLow(row6, row7);
        Vector256<float> high6 = Avx.UnpackHigh(row6, row7);
        Vector256<float> quarter4 = Avx.UnpackLow(low4.AsDouble(), low6.AsDouble()).AsSingle();
        Vector256<float> quarter5 = Avx.UnpackHigh(low4.AsDouble(), low6.AsDouble()).AsSingle();
        Vector256<float> quarter6 = Avx.UnpackLow(high4.AsDouble(), high6.AsDouble()).AsSingle();
        Vector256<float> quarter7 = Avx.UnpackHigh(high4.AsDouble(), high6.AsDouble()).AsSingle();

        Vector256<float> column0 = Avx.Permute2x128(quarter0, quarter4, 0x20);
        Vector256<float> column1 = Avx.Permute2x128(quarter1, quarter5, 0x20);
        Vector256<float> column2 = Avx.Permute2x128(quarter2, quarter6, 0x20);
        Vector256<float> column3 = Avx.Permute2x128(quarter3, quarter7, 0x20);
        Vector256<float> column4 = Avx.Permute2x128(quarter0, quarter4, 0x31);
        Vector256<float> column5 = Avx.Permute2x128(quarter1, quarter5, 0x31);
        Vector256<float> column6 = Avx.Permute2x128(quarter2, quarter6, 0x31);
        Vector256<float> column7 = Avx.Permute2x128(quarter3, quarter7, 0x31);

        if (factor != 1f)
        {
            column0 *= factor;
            column1 *= factor;
            column2 *= factor;
            column3 *= factor;
            column4 *= factor;
            column5 *= factor;
            column6 *= factor;
            column7 *= factor;
        }

        column0.StoreUnsafe(ref target);
        if (targetRows > 1)
        {
            column1.StoreUnsafe(ref Unsafe.Add(ref target, targetStride));
        }

        if (targetRows > 2)
        {
            column2.StoreUnsafe(ref Unsafe.Add(ref target, 2 * targetStride));
        }

        if (targetRows > 3)
        {
            column3.StoreUnsafe(ref Unsafe.Add(ref target, 3 * targetStride));
        }

        if (targetRows > 4)
        {
            column4.StoreUnsafe(ref Unsafe.Add(ref target, 4 * targetStride));
        }

        if (targetRows > 5)
        {
            column5.StoreUnsafe(ref Unsafe.Add(ref target, 5 * targetStride));
        }

        if (targetRows > 6)
        {
            column6.StoreUnsafe(ref Unsafe.Add(ref target, 6 * targetStride));
        }

        if (targetRows > 7)
        {
            column7.StoreUnsafe(ref Unsafe.Add(ref target, 7 * targetStride));
        }
    }
}
