using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AttnGen.Generated;

/// <summary>
/// The part of a mask that belongs to a block of queries and keys, as numbers to add in base 2, in the order of the block's scores: [key][lane].
/// What is hidden is −∞; so are the keys past a mask that is shorter than they are. Without a mask all is 0.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class MaskLanes
{
    private const int Side = PartialSquare.Side;

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
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
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
        }
        else
        {
            ReadBlock(ref operands, start, queries, real, ref target, lanes);
        }

        if (Unsafe.IsNullRef(ref operands.BooleanMask))
        {
            TurnToBase2(ref target, real * lanes);
        }
    }

    /// <summary>Whether the call brings a mask.</summary>
    private static bool HasMask(ref ScoreOperands operands) =>
        !Unsafe.IsNullRef(ref operands.AdditiveMask) || !Unsafe.IsNullRef(ref operands.BooleanMask)
        || !Unsafe.IsNullRef(ref operands.HalfMask) || !Unsafe.IsNullRef(ref operands.BFloat16Mask);

    /// <summary>
    /// A number that base 2 makes too large becomes nearly the largest there is: keys that all carry it share the weight, as they would without
    /// base 2. The largest itself stands for a score of +∞.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TurnToBase2<T>(ref T target, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        T largest = T.BitDecrement(T.MaxValue);
        var infinity = new Vector<T>(T.PositiveInfinity);
        int number = 0;
        for (; number + Vector<T>.Count <= count; number += Vector<T>.Count)
        {
            Vector<T> mask = Vector.LoadUnsafe(ref target, (nuint)number);
            Vector<T> added = Vector.MaxNative(new Vector<T>(T.MinValue), mask * T.CreateTruncating(Base2.Log2E));
            added = Vector.MinNative(new Vector<T>(largest), added);
            Vector.ConditionalSelect(Vector.Equals(Vector.Abs(mask), infinity), mask, added).StoreUnsafe(ref target, (nuint)number);
        }

        for (; number < count; number++)
        {
            ref T mask = ref Unsafe.Add(ref target, number);
            mask = T.IsInfinity(mask) ? mask : T.Min(T.Max(mask * T.CreateTruncating(Base2.Log2E), T.MinValue), largest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ReadBlock<T>(ref ScoreOperands operands, nint start, int queries, int real, ref T target, int lanes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<T> rows = stackalloc T[Side * Side];
        bool inPlace = !Unsafe.IsNullRef(ref operands.AdditiveMask);
        for (int lane = 0; lane < lanes; lane += Side)
        {
            int wide = Math.Min(Side, lanes - lane);
            int height = Math.Clamp(queries - lane, 0, wide);
            for (int first = 0; first < real; first += Side)
            {
                int width = Math.Min(Side, real - first);
                nint corner = start + (lane * operands.MaskQueryStride) + first;
                ref T turned = ref Unsafe.Add(ref target, (first * lanes) + lane);
                if (inPlace && height == wide && width == Side)
                {
                    ref T square = ref Unsafe.Add(ref ScoreOperands.As<T>(ref operands.AdditiveMask), corner);
                    PartialSquare.Turn(ref square, operands.MaskQueryStride, ref turned, lanes, Side, wide);
                    continue;
                }

                if (height != wide)
                {
                    rows.Clear();
                }

                for (int row = 0; row < height; row++)
                {
                    ReadRow(ref operands, corner + (row * operands.MaskQueryStride), ref rows[row * Side], width);
                }

                PartialSquare.Turn(ref rows[0], Side, ref turned, lanes, width, wide);
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

        ReadBooleans(ref Unsafe.Add(ref operands.BooleanMask, start), ref target, count);
    }

    /// <summary>Numbers to add: 0 where a query attends to a key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ReadBooleans<T>(ref bool mask, ref T target, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int key = 0;
        if (typeof(T) == typeof(float) && Vector256.IsHardwareAccelerated)
        {
            for (; key + Vector256<float>.Count <= count; key += Vector256<float>.Count)
            {
                Vector128<byte> bytes = Vector128.CreateScalar(Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<bool, byte>(ref Unsafe.Add(ref mask, key)))).AsByte();
                Vector256<int> seen = Vector256.WidenLower(Vector128.WidenLower(bytes).ToVector256()).AsInt32();
                Vector256<float> hidden = Vector256.Equals(seen, Vector256<int>.Zero).AsSingle() & Vector256.Create(float.NegativeInfinity);
                hidden.StoreUnsafe(ref ScoreOperands.Stored(ref target), (nuint)key);
            }
        }

        for (; key < count; key++)
        {
            Unsafe.Add(ref target, key) = Unsafe.Add(ref mask, key) ? T.Zero : T.NegativeInfinity;
        }
    }
}
