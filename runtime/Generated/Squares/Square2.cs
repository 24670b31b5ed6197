using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AttnGen.Generated;

/// <summary>The transposition of 2 × 2 doubles in registers, for machines with 128-bit vectors.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Square2
{
    /// <summary>Moves 2 × 2 doubles to their transposed place.</summary>
    /// <inheritdoc cref="Square4.Transpose(ref float, int, int, ref float, int, int, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(
        ref double source, int sourceStride, int sourceRows, ref double target, int targetStride, int targetRows, double factor)
    {
        Vector128<double> row0 = Vector128.LoadUnsafe(ref source) * factor;
        Vector128<double> row1 = Vector128.LoadUnsafe(ref Unsafe.Add(ref source, sourceRows > 1 ? sourceStride : 0)) * factor;
        Interleave.LowPair(row0, row1).StoreUnsafe(ref target);
        if (targetRows > 1)
        {
            Interleave.HighPair(row0, row1).StoreUnsafe(ref Unsafe.Add(ref target, targetStride));
        }
    }
}
