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
    public static bool AreFinite(ref float value, int stride, int numbers, int count)
    {
        // 0 · x is 0 of a finite x and NaN of any other, and NaN stays in a sum.
        Vector<float> first = Vector<float>.Zero;
        Vector<float> second = Vector<float>.Zero;
        float rest = 0;
        for (int row = 0; row < count; row++)
        {
            int number = 0;
            for (; number <= numbers - (2 * Vector<float>.Count); number += 2 * Vector<float>.Count)
            {
                first += Vector.LoadUnsafe(ref value, (nuint)number) * Vector<float>.Zero;
                second += Vector.LoadUnsafe(ref value, (nuint)(number + Vector<float>.Count)) * Vector<float>.Zero;
            }

            for (; number < numbers; number++)
            {
                rest += Unsafe.Add(ref value, number) * 0f;
            }

            value = ref Unsafe.Add(ref value, stride);
        }

        return rest == 0 && Vector.EqualsAll(first + second, Vector<float>.Zero);
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
    public static void Add(
        ref float weights,
        int lanes,
        ref float value,
        int stride,
        ref float output,
        int queryStride,
        int numberStride,
        ref float factors,
        int queries,
        int numbers,
        int count,
        int visible)
    {
        for (int query = 0; query < queries; query++)
        {
            float factor = Unsafe.IsNullRef(ref factors) ? 1f : Unsafe.Add(ref factors, query);
            ref float row = ref Unsafe.Add(ref output, (nint)query * queryStride);
            int seen = Math.Clamp(visible + query, 0, count);
            for (int key = 0; key < seen; key++)
            {
                float weight = Unsafe.Add(ref weights, ((nint)key * lanes) + query) * factor;
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
    public static void AddSeen(
        ref float weights,
        int lanes,
        ref float value,
        int stride,
        ref float output,
        int queryStride,
        int numberStride,
        ref float factors,
        int queries,
        int numbers,
        int count)
    {
        for (int query = 0; query < queries; query++)
        {
            float factor = Unsafe.IsNullRef(ref factors) ? 1f : Unsafe.Add(ref factors, query);
            ref float row = ref Unsafe.Add(ref output, (nint)query * queryStride);
            for (int key = 0; key < count; key++)
            {
                float weight = Unsafe.Add(ref weights, ((nint)key * lanes) + query);
                if (weight != 0f)
                {
                    AddValue(weight * factor, ref Unsafe.Add(ref value, (nint)key * stride), ref row, numberStride, numbers);
                }
            }
        }
    }

    private static void AddValue(float weight, ref float value, ref float output, int numberStride, int numbers)
    {
        for (int number = 0; number < numbers; number++)
        {
            Unsafe.Add(ref output, (nint)number * numberStride) += weight * Unsafe.Add(ref value, number);
        }
    }
}
