using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace AttnGen.Generated;

/// <summary>Operands of 16 bits to floats and back; an element is a <see cref="Half"/> or a <see cref="BFloat16"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Elements
{
    /// <summary>Makes floats of elements that follow each other.</summary>
    /// <param name="source">The first element.</param>
    /// <param name="target">Takes the floats.</param>
    /// <param name="count">The number of elements.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Widen<TElement>(ref TElement source, ref float target, int count)
        where TElement : unmanaged
    {
        ref ushort bits = ref Unsafe.As<TElement, ushort>(ref source);
        if (typeof(TElement) == typeof(Half))
        {
            WidenBits<HalfFormat>(ref bits, ref target, count);
        }
        else
        {
            WidenBits<BFloat16Format>(ref bits, ref target, count);
        }
    }

    /// <summary>Makes floats of the first tokens of each head, which lie where the elements do.</summary>
    /// <param name="source">The first element of the first head.</param>
    /// <param name="target">Takes the floats.</param>
    /// <param name="heads">The number of heads.</param>
    /// <param name="stride">From one head to the next.</param>
    /// <param name="count">The number of elements of each head.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void WidenHeads<TElement>(ref TElement source, ref float target, int heads, int stride, int count)
        where TElement : unmanaged
    {
        for (int head = 0; head < heads; head++)
        {
            Widen(ref Unsafe.Add(ref source, (nint)head * stride), ref Unsafe.Add(ref target, (nint)head * stride), count);
        }
    }

    /// <summary>Makes floats of the parts of some rows, which then lie without gaps.</summary>
    /// <param name="source">The first element of the first row's part.</param>
    /// <param name="stride">From one row to the next.</param>
    /// <param name="target">Takes the floats.</param>
    /// <param name="width">The elements of a row's part.</param>
    /// <param name="rows">The number of rows.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void WidenRows<TElement>(ref TElement source, int stride, ref float target, int width, int rows)
        where TElement : unmanaged
    {
        for (int row = 0; row < rows; row++)
        {
            Widen(ref Unsafe.Add(ref source, (nint)row * stride), ref Unsafe.Add(ref target, (nint)row * width), width);
        }
    }

    /// <summary>Whether every element of the parts of some rows is finite.</summary>
    /// <param name="source">The first element of the first row's part.</param>
    /// <param name="stride">From one row to the next.</param>
    /// <param name="width">The elements of a row's part.</param>
    /// <param name="rows">The number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool AreFinite<TElement>(ref TElement source, int stride, int width, int rows)
        where TElement : unmanaged
    {
        // The exponent's bits, which are all set in infinities and NaN alone.
        ushort exponent = typeof(TElement) == typeof(Half) ? HalfFormat.Exponent : BFloat16Format.Exponent;
        Vector<ushort> exponents = new(exponent);
        Vector<ushort> found = Vector<ushort>.Zero;
        ref ushort bits = ref Unsafe.As<TElement, ushort>(ref source);
        for (int row = 0; row < rows; row++)
        {
            int at = 0;
            for (; at <= width - Vector<ushort>.Count; at += Vector<ushort>.Count)
            {
                found |= Vector.Equals(Vector.LoadUnsafe(ref bits, (nuint)at) & exponents, exponents);
            }

            for (; at < width; at++)
            {
                if ((Unsafe.Add(ref bits, at) & exponent) == exponent)
                {
                    return false;
                }
            }

            bits = ref Unsafe.Add(ref bits, stride);
        }

        return found == Vector<ushort>.Zero;
    }

    /// <summary>Rounds floats that follow each other.</summary>
    /// <param name="source">The first float.</param>
    /// <param name="target">Takes the elements.</param>
    /// <param name="count">The number of floats.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Narrow<TElement>(ref float source, ref TElement target, int count)
        where TElement : unmanaged
    {
        ref ushort bits = ref Unsafe.As<TElement, ushort>(ref target);
        if (typeof(TElement) == typeof(Half))
        {
            NarrowBits<HalfFormat>(ref source, ref bits, count);
        }
        else
        {
            NarrowBits<BFloat16Format>(ref source, ref bits, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WidenBits<TFormat>(ref ushort source, ref float target, int count)
        where TFormat : struct, IStorageFormat
    {
        int at = 0;
        if (Vector.IsHardwareAccelerated)
        {
            for (; at <= count - Vector<ushort>.Count; at += Vector<ushort>.Count)
            {
                Vector.Widen(Vector.LoadUnsafe(ref source, (nuint)at), out Vector<uint> first, out Vector<uint> second);
                TFormat.Widen(first).StoreUnsafe(ref target, (nuint)at);
                TFormat.Widen(second).StoreUnsafe(ref target, (nuint)(at + Vector<uint>.Count));
            }
        }

        for (; at < count; at++)
        {
            Unsafe.Add(ref target, at) = TFormat.Widen(Unsafe.Add(ref source, at));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void NarrowBits<TFormat>(ref float source, ref ushort target, int count)
        where TFormat : struct, IStorageFormat
    {
        int at = 0;
        if (Vector.IsHardwareAccelerated)
        {
            for (; at <= count - Vector<ushort>.Count; at += Vector<ushort>.Count)
            {
                Vector<uint> first = TFormat.Narrow(Vector.LoadUnsafe(ref source, (nuint)at));
                Vector<uint> second = TFormat.Narrow(Vector.LoadUnsafe(ref source, (nuint)(at + Vector<uint>.Count)));
                Vector.Narrow(first, second).StoreUnsafe(ref target, (nuint)at);
            }
        }

        for (; at < count; at++)
        {
            Unsafe.Add(ref target, at) = TFormat.Narrow(Unsafe.Add(ref source, at));
        }
    }
}
