using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AttnGen.Generated;

/// <summary>Whether spans of different types share memory. Their lengths in bytes may be more than a span of bytes can have.</summary>
internal static class Overlap
{
    /// <summary>Whether one byte belongs to both.</summary>
    public static bool Of<TFirst, TSecond>(ReadOnlySpan<TFirst> first, ReadOnlySpan<TSecond> second)
        where TFirst : unmanaged
        where TSecond : unmanaged
    {
        if (first.IsEmpty || second.IsEmpty)
        {
            return false;
        }

        nint distance = Unsafe.ByteOffset(
            ref Unsafe.As<TFirst, byte>(ref MemoryMarshal.GetReference(first)), ref Unsafe.As<TSecond, byte>(ref MemoryMarshal.GetReference(second)));
        long firstBytes = (long)first.Length * Unsafe.SizeOf<TFirst>();
        long secondBytes = (long)second.Length * Unsafe.SizeOf<TSecond>();
        return distance >= 0 ? distance < firstBytes : -distance < secondBytes;
    }
}
