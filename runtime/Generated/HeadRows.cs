using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace AttnGen.Generated;

/// <summary>The rows of one head among those of others.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class HeadRows
{
    /// <summary>Copies the parts of rows that belong to one head, one behind the other.</summary>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    /// <param name="source">The first number of the first row's part.</param>
    /// <param name="stride">From one row to the next.</param>
    /// <param name="target">The first number of the copy.</param>
    /// <param name="width">The numbers of a part.</param>
    /// <param name="rows">The number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather<T>(ref T source, int stride, ref T target, int width, int rows)
        where T : unmanaged
    {
        for (; rows > 0; rows--)
        {
            int at = 0;
            for (; at <= width - Vector<T>.Count; at += Vector<T>.Count)
            {
                Vector.LoadUnsafe(ref source, (nuint)at).StoreUnsafe(ref target, (nuint)at);
            }

            for (; at < width; at++)
            {
                Unsafe.Add(ref target, at) = Unsafe.Add(ref source, at);
            }

            source = ref Unsafe.Add(ref source, stride);
            target = ref Unsafe.Add(ref target, width);
        }
    }
}
