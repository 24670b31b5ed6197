using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AttnGen.Generated;

/// <summary>The transposition of 16 × 16 floats in registers, for machines with AVX-512.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Square16
{
    private const int Side = 16;

    /// <summary>The first and third quarter of each vector.</summary>
    private const byte Even = 0x88;

    /// <summary>The second and fourth.</summary>
    private const byte Odd = 0xDD;

    /// <summary>Moves 16 × 16 floats to their transposed place: pairs are interleaved, then pairs of pairs, then 128-bit quarters.</summary>
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

        Vector512<float> factors = Vector512.Create(factor);
        TransposeHalf(ref source, sourceStride, ref target, targetStride, factors);
        TransposeHalf(ref Unsafe.Add(ref source, 8), sourceStride, ref Unsafe.Add(ref target, 8 * (nint)targetStride), targetStride, factors);
    }

    /// <summary>Eight columns of sixteen rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeHalf(ref float source, nint sourceStride, ref float target, nint targetStride, Vector512<float> factor)
    {
        (Vector512<float> upper0, Vector512<float> upper1, Vector512<float> upper2, Vector512<float> upper3) =
            Interleave(ref source, sourceStride);
        (Vector512<float> lower0, Vector512<float> lower1, Vector512<float> lower2, Vector512<float> lower3) =
            Interleave(ref Unsafe.Add(ref source, 8 * sourceStride), sourceStride);
        (Avx512F.Shuffle4x128(upper0, lower0, Even) * factor).StoreUnsafe(ref target);
        (Avx512F.Shuffle4x128(upper1, lower1, Even) * factor).StoreUnsafe(ref Unsafe.Add(ref target, targetStride));
        (Avx512F.Shuffle4x128(upper2, lower2, Even) * factor).StoreUnsafe(ref Unsafe.Add(ref target, 2 * targetStride));
        (Avx512F.Shuffle4x128(upper3, lower3, Even) * factor).StoreUnsafe(ref Unsafe.Add(ref target, 3 * targetStride));
        (Avx512F.Shuffle4x128(upper0, lower0, Odd) * factor).StoreUnsafe(ref Unsafe.Add(ref target, 4 * targetStride));
        (Avx512F.Shuffle4x128(upper1, lower1, Odd) * factor).StoreUnsafe(ref Unsafe.Add(ref target, 5 * targetStride));
        (Avx512F.Shuffle4x128(upper2, lower2, Odd) * factor).StoreUnsafe(ref Unsafe.Add(ref target, 6 * targetStride));
        (Avx512F.Shuffle4x128(upper3, lower3, Odd) * factor).StoreUnsafe(ref Unsafe.Add(ref target, 7 * targetStride));
    }

    /// <summary>
    /// Eight columns of eight rows in four vectors, whose quarters are column n of the first four rows, column n + 4 of them, and the same of the
    /// last four. The halves of a vector come from rows four apart as they are read, which spares a quarter of the shuffles.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> First, Vector512<float> Second, Vector512<float> Third, Vector512<float> Fourth) Interleave(
        ref float source, nint sourceStride)
    {
        Vector512<float> rows04 = LoadHalves(ref source, sourceStride);
        Vector512<float> rows15 = LoadHalves(ref Unsafe.Add(ref source, sourceStride), sourceStride);
        Vector512<float> rows26 = LoadHalves(ref Unsafe.Add(ref source, 2 * sourceStride), sourceStride);
        Vector512<float> rows37 = LoadHalves(ref Unsafe.Add(ref source, 3 * sourceStride), sourceStride);
        Vector512<double> low01 = Avx512F.UnpackLow(rows04, rows15).AsDouble();
        Vector512<double> high01 = Avx512F.UnpackHigh(rows04, rows15).AsDouble();
        Vector512<double> low23 = Avx512F.UnpackLow(rows26, rows37).AsDouble();
        Vector512<double> high23 = Avx512F.UnpackHigh(rows26, rows37).AsDouble();
        return (
            Avx512F.UnpackLow(low01, low23).AsSingle(),
            Avx512F.UnpackHigh(low01, low23).AsSingle(),
            Avx512F.UnpackLow(high01, high23).AsSingle(),
            Avx512F.UnpackHigh(high01, high23).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> LoadHalves(ref float row, nint stride) =>
        Avx512F.InsertVector256(
            Vector256.LoadUnsafe(ref row).ToVector512Unsafe(), Vector256.LoadUnsafe(ref Unsafe.Add(ref row, 4 * stride)), 1);

    /// <summary>The same where there are fewer rows or columns: whole rows are read, and their 128-bit quarters change places at the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposePart(
        ref float source, int sourceStride, int sourceRows, ref float target, int targetStride, int targetRows, float factor)
    {
        Vector512<float> row0 = Vector512.LoadUnsafe(ref source);
        source = ref Unsafe.Add(ref source, sourceRows > 1 ? sourceStride : 0);
        Vector512<float> row1 = Vector512.LoadUnsafe(ref source);
        source = ref Unsafe.Add(ref source, sourceRows > 2 ? sourceStride : 0);
        Vector512<float> row2 = Vector512.LoadUnsafe(ref source);
        source = ref Unsafe.Add(ref source, sourceRows > 3 ? sourceStride : 0);
        Vector512<float> row3 = Vector512.LoadUnsafe(ref source);
        source = ref Unsafe.Add(ref source, sourceRows > 4 ? sourceStride : 0);
        Vector512<float> row4 = Vector512.LoadUnsafe(ref source);
        source = ref Unsafe.Add(ref source, sourceRows > 5 ? sourceStride : 0);
        Vector512<float> row5 = Vector512.LoadUnsafe(ref source);
        source = ref Unsafe.Add(ref source, sourceRows > 6 ? sourceStride : 0);
        Vector512<float> row6 = Vector512.LoadUnsafe(ref source);
        source = ref Unsafe.Add(ref source, sourceRows > 7 ? sourceStride : 0);
        Vector512<float> row7 = Vector512.LoadUnsafe(ref source);
        source = ref Unsafe.Add(ref source, sourceRows > 8 ? sourceStride : 0);
        Vector512<float> row8 = Vector512.LoadUnsafe(ref source);
        source = ref Unsafe.Add(ref source, sourceRows > 9 ? sourceStride : 0);
        Vector512<float> row9 = Vector512.LoadUnsafe(ref source);
        source = ref Unsafe.Add(ref source, sourceRows > 10 ? sourceStride : 0);
        Vector512<float> row10 = Vector512.LoadUnsafe(ref source);
        source = ref Unsafe.Add(ref source, sourceRows > 11 ? sourceStride : 0);
        Vector512<float> row11 = Vector512.LoadUnsafe(ref source);
        source = ref Unsafe.Add(ref source, sourceRows > 12 ? sourceStride : 0);
        Vector512<float> row12 = Vector512.LoadUnsafe(ref source);
        source = ref Unsafe.Add(ref source, sourceRows > 13 ? sourceStride : 0);
        Vector512<float> row13 = Vector512.LoadUnsafe(ref source);
        source = ref Unsafe.Add(ref source, sourceRows > 14 ? sourceStride : 0);
        Vector512<float> row14 = Vector512.LoadUnsafe(ref source);
        source = ref Unsafe.Add(ref source, sourceRows > 15 ? sourceStride : 0);
        Vector512<float> row15 = Vector512.LoadUnsafe(ref source);

        Vector512<float> low0 = Avx512F.UnpackLow(row0, row1);
        Vector512<float> high0 = Avx512F.UnpackHigh(row0, row1);
        Vector512<float> low2 = Avx512F.UnpackLow(row2, row3);
        Vector512<float> high2 = Avx512F.UnpackHigh(row2, row3);
        Vector512<float> quarter0 = Avx512F.UnpackLow(low0.AsDouble(), low2.AsDouble()).AsSingle();
        Vector512<float> quarter1 = Avx512F.UnpackHigh(low0.AsDouble(), low2.AsDouble()).AsSingle();
        Vector512<float> quarter2 = Avx512F.UnpackLow(high0.AsDouble(), high2.AsDouble()).AsSingle();
        Vector512<float> quarter3 = Avx512F.UnpackHigh(high0.AsDouble(), high2.AsDouble()).AsSingle();

        Vector512<float> low4 = Avx512F.UnpackLow(row4, row5);
        Vector512<float> high4 = Avx512F.UnpackHigh(row4, row5);
        Vector512<float> low6 = Avx512F.UnpackLow(row6, row7);
        Vector512<float> high6 = Avx512F.UnpackHigh(row6, row7);
        Vector512<float> quarter4 = Avx512F.UnpackLow(low4.AsDouble(), low6.AsDouble()).AsSingle();
        Vector512<float> quarter5 = Avx512F.UnpackHigh(low4.AsDouble(), low6.AsDouble()).AsSingle();
        Vector512<float> quarter6 = Avx512F.UnpackLow(high4.AsDouble(), high6.AsDouble()).AsSingle();
        Vector512<float> quarter7 = Avx512F.UnpackHigh(high4.AsDouble(), high6.AsDouble()).AsSingle();

        Vector512<float> low8 = Avx512F.UnpackLow(row8, row9);
        Vector512<float> high8 = Avx512F.UnpackHigh(row8, row9);
        Vector512<float> low10 = Avx512F.UnpackLow(row10, row11);
        Vector512<float> high10 = Avx512F.UnpackHigh(row10, row11);
        Vector512<float> quarter8 = Avx512F.UnpackLow(low8.AsDouble(), low10.AsDouble()).AsSingle();
        Vector512<float> quarter9 = Avx512F.UnpackHigh(low8.AsDouble(), low10.AsDouble()).AsSingle();
        Vector512<float> quarter10 = Avx512F.UnpackLow(high8.AsDouble(), high10.AsDouble()).AsSingle();
        Vector512<float> quarter11 = Avx512F.UnpackHigh(high8.AsDouble(), high10.AsDouble()).AsSingle();

        Vector512<float> low12 = Avx512F.UnpackLow(row12, row13);
        Vector512<float> high12 = Avx512F.UnpackHigh(row12, row13);
        Vector512<float> low14 = Avx512F.UnpackLow(row14, row15);
        Vector512<float> high14 = Avx512F.UnpackHigh(row14, row15);
        Vector512<float> quarter12 = Avx512F.UnpackLow(low12.AsDouble(), low14.AsDouble()).AsSingle();
        Vector512<float> quarter13 = Avx512F.UnpackHigh(low12.AsDouble(), low14.AsDouble()).AsSingle();
        Vector512<float> quarter14 = Avx512F.UnpackLow(high12.AsDouble(), high14.AsDouble()).AsSingle();
        Vector512<float> quarter15 = Avx512F.UnpackHigh(high12.AsDouble(), high14.AsDouble()).AsSingle();

        Vector512<float> evenLeft0 = Avx512F.Shuffle4x128(quarter0, quarter4, Even);
        Vector512<float> evenRight0 = Avx512F.Shuffle4x128(quarter8, quarter12, Even);
        Vector512<float> oddLeft0 = Avx512F.Shuffle4x128(quarter0, quarter4, Odd);
        Vector512<float> oddRight0 = Avx512F.Shuffle4x128(quarter8, quarter12, Odd);

        Vector512<float> evenLeft1 = Avx512F.Shuffle4x128(quarter1, quarter5, Even);
        Vector512<float> evenRight1 = Avx512F.Shuffle4x128(quarter9, quarter13, Even);
        Vector512<float> oddLeft1 = Avx512F.Shuffle4x128(quarter1, quarter5, Odd);
        Vector512<float> oddRight1 = Avx512F.Shuffle4x128(quarter9, quarter13, Odd);

        Vector512<float> evenLeft2 = Avx512F.Shuffle4x128(quarter2, quarter6, Even);
        Vector512<float> evenRight2 = Avx512F.Shuffle4x128(quarter10, quarter14, Even);
        Vector512<float> oddLeft2 = Avx512F.Shuffle4x128(quarter2, quarter6, Odd);
        Vector512<float> oddRight2 = Avx512F.Shuffle4x128(quarter10, quarter14, Odd);

        Vector512<float> evenLeft3 = Avx512F.Shuffle4x128(quarter3, quarter7, Even);
        Vector512<float> evenRight3 = Avx512F.Shuffle4x128(quarter11, quarter15, Even);
        Vector512<float> oddLeft3 = Avx512F.Shuffle4x128(quarter3, quarter7, Odd);
        Vector512<float> oddRight3 = Avx512F.Shuffle4x128(quarter11, quarter15, Odd);

        Vector512<float> column0 = Avx512F.Shuffle4x128(evenLeft0, evenRight0, Even);
        Vector512<float> column1 = Avx512F.Shuffle4x128(evenLeft1, evenRight1, Even);
        Vector512<float> column2 = Avx512F.Shuffle4x128(evenLeft2, evenRight2, Even);
        Vector512<float> column3 = Avx512F.Shuffle4x128(evenLeft3, evenRight3, Even);
        Vector512<float> column4 = Avx512F.Shuffle4x128(oddLeft0, oddRight0, Even);
        Vector512<float> column5 = Avx512F.Shuffle4x128(oddLeft1, oddRight1, Even);
        Vector512<float> column6 = Avx512F.Shuffle4x128(oddLeft2, oddRight2, Even);
        Vector512<float> column7 = Avx512F.Shuffle4x128(oddLeft3, oddRight3, Even);
        Vector512<float> column8 = Avx512F.Shuffle4x128(evenLeft0, evenRight0, Odd);
        Vector512<float> column9 = Avx512F.Shuffle4x128(evenLeft1, evenRight1, Odd);
        Vector512<float> column10 = Avx512F.Shuffle4x128(evenLeft2, evenRight2, Odd);
        Vector512<float> column11 = Avx512F.Shuffle4x128(evenLeft3, evenRight3, Odd);
        Vector512<float> column12 = Avx512F.Shuffle4x128(oddLeft0, oddRight0, Odd);
        Vector512<float> column13 = Avx512F.Shuffle4x128(oddLeft1, oddRight1, Odd);
        Vector512<float> column14 = Avx512F.Shuffle4x128(oddLeft2, oddRight2, Odd);
        Vector512<float> column15 = Avx512F.Shuffle4x128(oddLeft3, oddRight3, Odd);

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
            column8 *= factor;
            column9 *= factor;
            column10 *= factor;
            column11 *= factor;
            column12 *= factor;
            column13 *= factor;
            column14 *= factor;
            column15 *= factor;
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

        if (targetRows > 8)
        {
            column8.StoreUnsafe(ref Unsafe.Add(ref target, 8 * targetStride));
        }

        if (targetRows > 9)
        {
            column9.StoreUnsafe(ref Unsafe.Add(ref target, 9 * targetStride));
        }

        if (targetRows > 10)
        {
            column10.StoreUnsafe(ref Unsafe.Add(ref target, 10 * targetStride));
        }

        if (targetRows > 11)
        {
            column11.StoreUnsafe(ref Unsafe.Add(ref target, 11 * targetStride));
        }

        if (targetRows > 12)
        {
            column12.StoreUnsafe(ref Unsafe.Add(ref target, 12 * targetStride));
        }

        if (targetRows > 13)
        {
            column13.StoreUnsafe(ref Unsafe.Add(ref target, 13 * targetStride));
        }

        if (targetRows > 14)
        {
            column14.StoreUnsafe(ref Unsafe.Add(ref target, 14 * targetStride));
        }

        if (targetRows > 15)
        {
            column15.StoreUnsafe(ref Unsafe.Add(ref target, 15 * targetStride));
        }
    }
}
