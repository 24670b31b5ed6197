using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace AttnGen.Generated;

/// <summary>Asks for memory before it is read.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Prefetch
{
    /// <summary>
    /// Asks for the cache line that holds the number so far behind another. It may lie anywhere, past the end of an array too: nothing is
    /// read, and no reference to it is made, which the garbage collector would have to understand. Only an x86 processor is asked.
    /// </summary>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    /// <param name="start">A number.</param>
    /// <param name="offset">From there to the line, in numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Line<T>(ref T start, int offset)
        where T : unmanaged
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0((T*)Unsafe.AsPointer(ref start) + offset);
        }
    }
}
