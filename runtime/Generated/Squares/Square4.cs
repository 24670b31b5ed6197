using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AttnGen.Generated;

/// <summary>The transposition of 4 × 4 numbers in registers: floats in 128 bits, doubles in 256.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Square4
{
    /// <summary>Moves 4 × 4 floats to their transposed place: pairs are interleaved, then pairs of pairs.</summary>
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
        Vector128<float> row0 = Vector128.LoadUnsafe(ref source);
        source = ref Unsafe.Add(ref source, sourceRows > 1 ? sourceStride : 0);
        Vector128<float> row1 = Vector128.LoadUnsafe(ref source);
        source = ref Unsafe.Add(ref source, sourceRows > 2 ? sourceStride : 0);
        Vector128<float> row2 = Vector128.LoadUnsafe(ref source);
        source = ref Unsafe.Add(ref source, sourceRows > 3 ? sourceStride : 0);
        Vector128<float> row3 = Vector128.LoadUnsafe(ref source);

        Vector128<float> low0 = Interleave.Low(row0, row1);
        Vector128<float> high0 = Interleave.High(row0, row1);
        Vector128<float> low2 = Interleave.Low(row2, row3);
        Vector128<float> high2 = Interleave.High(row2, row3);
        Vector128<float> column0 = Interleave.LowPair(low0, low2);
        Vector128<float> column1 = Interleave.HighPair(low0, low2);
        Vector128<float> column2 = Interleave.LowPair(high0, high2);
        Vector128<float> column3 = Interleave.HighPair(high0, high2);

        if (factor != 1f)
        {
            column0 *= factor;
            column1 *= factor;
            column2 *= factor;
            column3 *= factor;
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
    }
    /// <summary>Moves 4 × 4 doubles to their transposed place, for machines with AVX: pairs are interleaved, then halves.</summary>
    /// <inheritdoc cref="Transpose(ref float, int, int, ref float, int, int, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(
        ref double source, int sourceStride, int sourceRows, ref double target, int targetStride, int targetRows, double factor)
    {
        Vector256<double> row0 = Vector256.LoadUnsafe(ref source) * factor;
        source = ref Unsafe.Add(ref source, sourceRows > 1 ? sourceStride : 0);
        Vector256<double> row1 = Vector256.LoadUnsafe(ref source) * factor;
        source = ref Unsafe.Add(ref source, sourceRows > 2 ? sourceStride : 0);
        Vector256<double> row2 = Vector256.LoadUnsafe(ref source) * factor;
        source = ref Unsafe.Add(ref source, sourceRows > 3 ? sourceStride : 0);
        Vector256<double> row3 = Vector256.LoadUnsafe(ref source) * factor;

        Vector256<double> low0 = Avx.UnpackLow(row0, row1);
        Vector256<double> high0 = Avx.UnpackHigh(row0, row1);
        Vector256<double> low2 = Avx.UnpackLow(row2, row3);
        Vector256<double> high2 = Avx.UnpackHigh(row2, row3);
        Avx.Permute2x128(low0, low2, 0x20).StoreUnsafe(ref target);
        if (targetRows > 1)
        {
            Avx.Permute2x128(high0, high2, 0x20).StoreUnsafe(ref Unsafe.Add(ref target, targetStride));
        }

        if (targetRows > 2)
        {
            Avx.Permute2x128(low0, low2, 0x31).StoreUnsafe(ref Unsafe.Add(ref target, 2 * targetStride));
        }

        if (targetRows > 3)
        {
            Avx.Permute2x128(high0, high2, 0x31).StoreUnsafe(ref Unsafe.Add(ref target, 3 * targetStride));
        }
    }
}
