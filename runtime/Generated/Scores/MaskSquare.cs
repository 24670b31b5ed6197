using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AttnGen.Generated;

/// <summary>The transposition of at most 16 × 16 numbers of a mask, in registers where the machine can.</summary>
internal static class MaskSquare
{
    /// <summary>The most queries and keys.</summary>
    public const int Side = 16;

    private static int FloatsInRegister => Vector256.IsHardwareAccelerated ? Square8Side : Square4Side;

    private const int Square8Side = 8;

    private const int Square4Side = 4;

    /// <summary>Whether numbers of so many queries are turned in registers: whole squares are read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsInRegisters<T>(int queries) =>
        typeof(T) == typeof(float) && Vector128.IsHardwareAccelerated && queries % FloatsInRegister == 0;

    /// <summary>Turns [query][key] into [key][query].</summary>
    /// <param name="source">The first number; of each query there are 16.</param>
    /// <param name="sourceStride">From one query to the next.</param>
    /// <param name="target">Takes the numbers.</param>
    /// <param name="targetStride">From one key to the next.</param>
    /// <param name="keys">The keys that are written.</param>
    /// <param name="queries">The queries.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Turn<T>(ref T source, nint sourceStride, ref T target, int targetStride, int keys, int queries)
        where T : unmanaged
    {
        if (IsInRegisters<T>(queries))
        {
            TurnInRegisters(ref ScoreOperands.Stored(ref source), (int)sourceStride, ref ScoreOperands.Stored(ref target), targetStride, keys, queries);
            return;
        }

        for (int key = 0; key < keys; key++)
        {
            for (int query = 0; query < queries; query++)
            {
                Unsafe.Add(ref target, (key * targetStride) + query) = Unsafe.Add(ref source, (query * sourceStride) + key);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TurnInRegisters(ref float source, int sourceStride, ref float target, int targetStride, int keys, int queries)
    {
        if (Vector512.IsHardwareAccelerated && queries == Side)
        {
            Square16.Transpose(ref source, sourceStride, Side, ref target, targetStride, keys, 1f);
            return;
        }

        int side = FloatsInRegister;
        for (int query = 0; query < queries; query += side)
        {
            for (int key = 0; key < keys; key += side)
            {
                ref float from = ref Unsafe.Add(ref source, ((nint)query * sourceStride) + key);
                ref float to = ref Unsafe.Add(ref target, (key * targetStride) + query);
                int written = Math.Min(side, keys - key);
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
