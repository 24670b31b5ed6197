using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AttnGen.Generated;

/// <summary>A block of scores or weights, [key][lane], out of its lanes into the rows of the attention weights, [query][key].</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class WeightRows
{
    /// <summary>Copies numbers as they are: raw scores, which become weights once the maximum and sum of their row are known.</summary>
    /// <param name="block">The numbers: [key][lane].</param>
    /// <param name="lanes">The number of lanes: the distance from one key to the next.</param>
    /// <param name="rows">The row of the first query.</param>
    /// <param name="rowStride">From one row to the next: the keys of the shape.</param>
    /// <param name="queries">The number of rows.</param>
    /// <param name="count">The number of keys.</param>
    public static void Copy<T>(ref T block, int lanes, ref T rows, int rowStride, int queries, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int query = 0; query < queries; query++)
        {
            CopyRow(ref Unsafe.Add(ref block, query), lanes, ref Unsafe.Add(ref rows, (nint)query * rowStride), count, T.One);
        }
    }

    /// <summary>Writes whole rows: exponentials times one over the sum of their lane, and 0 for the keys past the real ones.</summary>
    /// <param name="block">The exponentials: [key][lane].</param>
    /// <param name="reciprocal">One over the sum of each lane.</param>
    /// <param name="lanes">The number of lanes: the distance from one key to the next.</param>
    /// <param name="rows">The row of the first query.</param>
    /// <param name="rowStride">From one row to the next: the keys of the shape.</param>
    /// <param name="queries">The number of rows.</param>
    /// <param name="count">The number of real keys.</param>
    public static void Finish<T>(ref T block, ref T reciprocal, int lanes, ref T rows, int rowStride, int queries, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        FinishBehind(ref block, ref reciprocal, lanes, ref rows, rowStride, queries, 0, count);

    /// <summary>Writes whole rows, each 0 from the first key on that its query does not see.</summary>
    /// <param name="block">The exponentials: [key][lane].</param>
    /// <param name="reciprocal">One over the sum of each lane.</param>
    /// <param name="lanes">The number of lanes: the distance from one key to the next.</param>
    /// <param name="rows">The row of the first query.</param>
    /// <param name="rowStride">From one row to the next: the keys of the shape.</param>
    /// <param name="queries">The number of rows.</param>
    /// <param name="count">The number of keys that any of the queries sees.</param>
    /// <param name="visible">How many keys the first query sees; each query after it sees one more.</param>
    public static void Finish<T>(
        ref T block, ref T reciprocal, int lanes, ref T rows, int rowStride, int queries, int count, int visible)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int query = 0; query < queries; query++)
        {
            int seen = Math.Clamp(visible + query, 0, count);
            ref T row = ref Unsafe.Add(ref rows, (nint)query * rowStride);
            Finish(ref Unsafe.Add(ref block, query), ref Unsafe.Add(ref reciprocal, query), lanes, ref row, rowStride, 1, seen);
        }
    }

    /// <summary>Writes whole rows of which the first keys are hidden from all queries.</summary>
    /// <param name="block">The exponentials of the keys at hand: [key][lane].</param>
    /// <param name="reciprocal">One over the sum of each lane.</param>
    /// <param name="lanes">The number of lanes: the distance from one key to the next.</param>
    /// <param name="rows">The row of the first query.</param>
    /// <param name="rowStride">From one row to the next: the keys of the shape.</param>
    /// <param name="queries">The number of rows.</param>
    /// <param name="first">The first key at hand.</param>
    /// <param name="count">The number of keys at hand.</param>
    public static void FinishBehind<T>(
        ref T block, ref T reciprocal, int lanes, ref T rows, int rowStride, int queries, int first, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int query = 0; query < queries; query++)
        {
            ref T row = ref Unsafe.Add(ref rows, (nint)query * rowStride);
            MemoryMarshal.CreateSpan(ref row, first).Clear();
            CopyRow(ref Unsafe.Add(ref block, query), lanes, ref Unsafe.Add(ref row, first), count, Unsafe.Add(ref reciprocal, query));
            MemoryMarshal.CreateSpan(ref Unsafe.Add(ref row, first + count), rowStride - first - count).Clear();
        }
    }

    /// <summary>Copies one lane of a block into a row, every number times a factor.</summary>
    internal static void CopyRow<T>(ref T block, int lanes, ref T row, int count, T factor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int key = 0; key < count; key++)
        {
            Unsafe.Add(ref row, key) = Unsafe.Add(ref block, (nint)key * lanes) * factor;
        }
    }
}
