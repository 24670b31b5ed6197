using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace AttnGen.Generated;

/// <summary>The scratch memory of generated kernels: one buffer a thread, as large as the largest kernel that thread has called.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ThreadScratch
{
    [ThreadStatic]
    private static AlignedBuffer? t_buffer;

    /// <summary>The calling thread's scratch memory. A kernel calls no user code, so one caller at a time has it.</summary>
    /// <param name="length">The number of floats needed.</param>
    /// <returns>The first float, on a 64-byte boundary. The contents are whatever the last call left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref float Rent(int length)
    {
        AlignedBuffer? buffer = t_buffer;
        return ref (buffer is not null && buffer.Length >= length ? buffer : Grow(length)).First;
    }

    /// <summary>The same memory as numbers of another type.</summary>
    /// <param name="length">The number of numbers needed.</param>
    /// <returns>The first number, on a 64-byte boundary.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T Rent<T>(int length)
        where T : unmanaged =>
        ref Unsafe.As<float, T>(ref Rent(length * (Unsafe.SizeOf<T>() / sizeof(float))));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static AlignedBuffer Grow(int length) => t_buffer = new AlignedBuffer(length);
}
