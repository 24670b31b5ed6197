using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AttnGen.Generated;

/// <summary>
/// The part of a mask that belongs to a block of queries and keys, as numbers to add, in the order of the block's scores: [key][lane]. What
/// is hidden is −∞; so are the keys past a mask that is shorter than they are. Without a mask all is 0.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class MaskLanes
{
    /// <summary>Queries and keys that are turned at a time.</summary>
    private const int Side = 16;

    /// <summary>Reads it.</summary>
    /// <param name="operands">The mask, its strides, and the head.</param>
    /// <param name="query">The first query.</param>
    /// <param name="queries">The number of queries.</param>
    /// <param name="key">The first key.</param>
    /// <param name="count">The number of keys.</param>
    /// <param name="target">Takes the numbers; the lanes past the queries become 0.</param>
    /// <param name="lanes">The lanes of the block: from one key to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Read<T>(ref ScoreOperands operands, int query, int queries, int key, int count, ref T target, int lanes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!HasMask(ref operands))
        {
            MemoryMarshal.CreateSpan(ref target, count * lanes).Clear();
            return;
        }

        nint start = (operands.Head * operands.MaskHeadStride) + ((operands.FirstQuery + query) * operands.MaskQueryStride) + key;
        int real = Math.Clamp(operands.MaskKeys - key, 0, count);
        MemoryMarshal.CreateSpan(ref Unsafe.Add(ref target, real * lanes), (count - real) * lanes).Fill(T.NegativeInfinity);
        if (lanes == 1)
        {
            ReadRow(ref operands, start, ref target, real);
            return;
        }

        Span<T> rows = stackalloc T[Side * Side];
        for (int lane = 0; lane < lanes; lane += Side)
        {
            int height = Math.Clamp(queries - lane, 0, Side);
            int wide = Math.Min(Side, lanes - lane);
            for (int first = 0; first < real; first += Side)
            {
                int width = Math.Min(Side, real - first);
                nint corner = start + (lane * operands.MaskQueryStride) + first;
                ref T turned = ref Unsafe.Add(ref target, (first * lanes) + lane);
                bool whole = Math.Min(Math.Min(height, width), wide) == Side;
                if (whole && HasSquares<T>() && !Unsafe.IsNullRef(ref operands.AdditiveMask))
                {
                    ref float square = ref Unsafe.Add(ref operands.AdditiveMask, corner);
                    Square16.Transpose(ref square, (int)operands.MaskQueryStride, Side, ref ScoreOperands.Stored(ref turned), lanes, Side, 1f);
                    continue;
                }

                if (!whole)
                {
                    rows.Clear();
                }

                ReadRows(ref operands, corner, ref rows[0], height, width);
                Turn(ref rows[0], ref turned, lanes, width, wide);
            }
        }
    }

    /// <summary>Whether the call brings a mask.</summary>
    private static bool HasMask(ref ScoreOperands operands) =>
        !Unsafe.IsNullRef(ref operands.AdditiveMask) || !Unsafe.IsNullRef(ref operands.BooleanMask)
        || !Unsafe.IsNullRef(ref operands.HalfMask) || !Unsafe.IsNullRef(ref operands.BFloat16Mask);

    /// <summary>Whether the machine turns a whole square in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool HasSquares<T>() => typeof(T) == typeof(float) && Vector512.IsHardwareAccelerated;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ReadRows<T>(ref ScoreOperands operands, nint corner, ref T rows, int height, int width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool booleans = HasSquares<T>() && width == Side && !Unsafe.IsNullRef(ref operands.BooleanMask);
        for (int row = 0; row < height; row++)
        {
            nint start = corner + (row * operands.MaskQueryStride);
            ref T target = ref Unsafe.Add(ref rows, row * Side);
            if (booleans)
            {
                Numbers(ref Unsafe.Add(ref operands.BooleanMask, start)).StoreUnsafe(ref ScoreOperands.Stored(ref target));
            }
            else
            {
                ReadRow(ref operands, start, ref target, width);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ReadRow<T>(ref ScoreOperands operands, nint start, ref T target, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!Unsafe.IsNullRef(ref operands.AdditiveMask))
        {
            ref T added = ref Unsafe.Add(ref ScoreOperands.As<T>(ref operands.AdditiveMask), start);
            MemoryMarshal.CreateSpan(ref added, count).CopyTo(MemoryMarshal.CreateSpan(ref target, count));
            return;
        }

        if (!Unsafe.IsNullRef(ref operands.HalfMask))
        {
            Elements.Widen(ref Unsafe.Add(ref operands.HalfMask, start), ref ScoreOperands.Stored(ref target), count);
            return;
        }

        if (!Unsafe.IsNullRef(ref operands.BFloat16Mask))
        {
            Elements.Widen(ref Unsafe.Add(ref operands.BFloat16Mask, start), ref ScoreOperands.Stored(ref target), count);
            return;
        }

        ref bool mask = ref Unsafe.Add(ref operands.BooleanMask, start);
        int key = 0;
        if (HasSquares<T>())
        {
            for (; key + Vector512<float>.Count <= count; key += Vector512<float>.Count)
            {
                Numbers(ref Unsafe.Add(ref mask, key)).StoreUnsafe(ref ScoreOperands.Stored(ref target), (nuint)key);
            }
        }

        for (; key < count; key++)
        {
            Unsafe.Add(ref target, key) = Unsafe.Add(ref mask, key) ? T.Zero : T.NegativeInfinity;
        }
    }

    /// <summary>16 numbers to add: 0 where a query attends to a key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Numbers(ref bool mask)
    {
        Vector128<byte> bytes = Vector128.LoadUnsafe(ref Unsafe.As<bool, byte>(ref mask));
        Vector512<int> seen = Vector512.WidenLower(Vector512.WidenLower(bytes.ToVector256().ToVector512())).AsInt32();
        return Vector512.ConditionalSelect(
            Vector512.Equals(seen, Vector512<int>.Zero).AsSingle(), Vector512.Create(float.NegativeInfinity), Vector512<float>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Turn<T>(ref T rows, ref T target, int lanes, int keys, int queries)
        where T : unmanaged
    {
        if (HasSquares<T>() && queries == Side)
        {
            Square16.Transpose(ref ScoreOperands.Stored(ref rows), Side, Side, ref ScoreOperands.Stored(ref target), lanes, keys, 1f);
            return;
        }

        for (int key = 0; key < keys; key++)
        {
            for (int query = 0; query < queries; query++)
            {
                Unsafe.Add(ref target, (key * lanes) + query) = Unsafe.Add(ref rows, (query * Side) + key);
            }
        }
    }
}
