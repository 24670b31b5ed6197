using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace AttnGen.Generated;

/// <summary>
/// The values of a block's edge: keys that some of its queries see and others do not. A weight of 0 hides a finite value, but 0 · NaN and
/// 0 · ∞ are NaN: where the edge holds such a number, it is added here, for the queries that see it alone.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class EdgeValues
{
    /// <summary>Whether every number of some values is finite.</summary>
    /// <param name="value">The first value.</param>
    /// <param name="stride">From one value to the next.</param>
    /// <param name="numbers">The numbers of a value.</param>
    /// <param name="count">The number of values.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool AreFinite<T>(ref T value, int stride, int numbers, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // 0 · x is 0 of a finite x and NaN of any other, and NaN stays in a sum.
        Vector<T> first = Vector<T>.Zero;
        Vector<T> second = Vector<T>.Zero;
        T rest = T.Zero;
        for (int row = 0; row < count; row++)
        {
            int number = 0;
            for (; number <= numbers - (2 * Vector<T>.Count); number += 2 * Vector<T>.Count)
            {
                first += Vector.LoadUnsafe(ref value, (nuint)number) * Vector<T>.Zero;
                second += Vector.LoadUnsafe(ref value, (nuint)(number + Vector<T>.Count)) * Vector<T>.Zero;
            }

            for (; number < numbers; number++)
            {
                rest += Unsafe.Add(ref value, number) * T.Zero;
            }

            value = ref Unsafe.Add(ref value, stride);
        }

        return rest == T.Zero && Vector.EqualsAll(first + second, Vector<T>.Zero);
    }

    /// <summary>Adds weight · value to the output of each query that sees the value.</summary>
    /// <param name="weights">The weights: [key][lane].</param>
    /// <param name="lanes">From one key's weights to the next.</param>
    /// <param name="value">The first value of the edge.</param>
    /// <param name="stride">From one value to the next.</param>
    /// <param name="output">The first number of the first query's output.</param>
    /// <param name="queryStride">From one query's output to the next.</param>
    /// <param name="numberStride">From one number of an output to the next.</param>
    /// <param name="factors">A factor for each query; a null reference for none.</param>
    /// <param name="queries">The number of queries.</param>
    /// <param name="numbers">The numbers of a value.</param>
    /// <param name="count">The number of values.</param>
    /// <param name="visible">How many of them the first query sees; each query after it sees one more.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Add<T>(
        ref T weights,
        int lanes,
        ref T value,
        int stride,
        ref T output,
        int queryStride,
        int numberStride,
        ref T factors,
        int queries,
        int numbers,
        int count,
        int visible)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int query = 0; query < queries; query++)
        {
            T factor = Unsafe.IsNullRef(ref factors) ? T.One : Unsafe.Add(ref factors, query);
            ref T row = ref Unsafe.Add(ref output, (nint)query * queryStride);
            int seen = Math.Clamp(visible + query, 0, count);
            for (int key = 0; key < seen; key++)
            {
                T weight = Unsafe.Add(ref weights, ((nint)key * lanes) + query) * factor;
                AddValue(weight, ref Unsafe.Add(ref value, (nint)key * stride), ref row, numberStride, numbers);
            }
        }
    }

    /// <summary>Adds weight · value to the output of each query that gives the value a weight: a hidden key has one of 0.</summary>
    /// <param name="weights">The weights: [key][lane].</param>
    /// <param name="lanes">From one key's weights to the next.</param>
    /// <param name="value">The first value.</param>
    /// <param name="stride">From one value to the next.</param>
    /// <param name="output">The first number of the first query's output.</param>
    /// <param name="queryStride">From one query's output to the next.</param>
    /// <param name="numberStride">From one number of an output to the next.</param>
    /// <param name="factors">A factor for each query; a null reference for none.</param>
    /// <param name="queries">The number of queries.</param>
    /// <param name="numbers">The numbers of a value.</param>
    /// <param name="count">The number of values.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void AddSeen<T>(
        ref T weights,
        int lanes,
        ref T value,
        int stride,
        ref T output,
        int queryStride,
        int numberStride,
        ref T factors,
        int queries,
        int numbers,
        int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int query = 0; query < queries; query++)
        {
            T factor = Unsafe.IsNullRef(ref factors) ? T.One : Unsafe.Add(ref factors, query);
            ref T row = ref Unsafe.Add(ref output, (nint)query * queryStride);
            for (int key = 0; key < count; key++)
            {
                T weight = Unsafe.Add(ref weights, ((nint)key * lanes) + query);
                if (weight != T.Zero)
                {
                    AddValue(weight * factor, ref Unsafe.Add(ref value, (nint)key * stride), ref row, numberStride, numbers);
                }
            }
        }
    }

    private static void AddValue<T>(T weight, ref T value, ref T output, int numberStride, int numbers)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int number = 0; number < numbers; number++)
        {
            Unsafe.Add(ref output, (nint)number * numberStride) += weight * Unsafe.Add(ref value, number);
        }
    }
}
