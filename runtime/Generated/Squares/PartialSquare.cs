using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AttnGen.Generated;

/// <summary>The transposition of at most 16 × 16 numbers, in registers where the machine can.</summary>
internal static class PartialSquare
{
    /// <summary>The most rows and columns.</summary>
    public const int Side = 16;

    /// <summary>The side of the widest squares below this one that the machine turns in registers.</summary>
    private static int RegisterSide => Vector256.IsHardwareAccelerated ? 8 : 4;

    /// <summary>Turns [row][column] into [column][row].</summary>
    /// <param name="source">The first number; each row can be read 16 columns wide.</param>
    /// <param name="sourceStride">From one row to the next.</param>
    /// <param name="target">Takes the numbers.</param>
    /// <param name="targetStride">From one column to the next.</param>
    /// <param name="columns">The columns that are written.</param>
    /// <param name="rows">The rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Turn<T>(ref T source, nint sourceStride, ref T target, int targetStride, int columns, int rows)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float) && Vector128.IsHardwareAccelerated && rows % RegisterSide == 0)
        {
            TurnInRegisters(ref ScoreOperands.Stored(ref source), (int)sourceStride, ref ScoreOperands.Stored(ref target), targetStride, columns, rows);
            return;
        }

        for (int column = 0; column < columns; column++)
        {
            for (int row = 0; row < rows; row++)
            {
                Unsafe.Add(ref target, (column * targetStride) + row) = Unsafe.Add(ref source, (row * sourceStride) + column);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TurnInRegisters(ref float source, int sourceStride, ref float target, int targetStride, int columns, int rows)
    {
        if (Vector512.IsHardwareAccelerated && rows == Side)
        {
            Square16.Transpose(ref source, sourceStride, Side, ref target, targetStride, columns, 1f);
            return;
        }

        int side = RegisterSide;
        for (int row = 0; row < rows; row += side)
        {
            for (int column = 0; column < columns; column += side)
            {
                ref float from = ref Unsafe.Add(ref source, ((nint)row * sourceStride) + column);
                ref float to = ref Unsafe.Add(ref target, (column * targetStride) + row);
                int written = Math.Min(side, columns - column);
                if (Vector256.IsHardwareAccelerated)
                {
                    Square8.Transpose(ref from, sourceStride, side, ref to, targetStride, written, 1f);
                }
                else
                {
                    Square4.Transpose(ref from, sourceStride, side, ref to, targetStride, written, 1f);
                }
            }
        }
    }
}
