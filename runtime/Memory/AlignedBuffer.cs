using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AttnGen;

/// <summary>
/// Floats that start on a 64-byte boundary and never move: one cache line, and one 512-bit vector, is never split.
/// The memory belongs to the garbage collector (its pinned heap), so there is nothing to dispose.
/// </summary>
public sealed class AlignedBuffer
{
    /// <summary>The alignment in bytes.</summary>
    public const int Alignment = 64;

    private const int AlignmentFloats = Alignment / sizeof(float);

    private readonly float[] _floats;
    private readonly int _offset;

    /// <summary>Allocates a buffer.</summary>
    /// <param name="length">The number of floats, at least 0. They are zero.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative or more than memory can hold.</exception>
    public AlignedBuffer(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Array.MaxLength - AlignmentFloats);
        Length = length;
        _floats = GC.AllocateArray<float>(length + AlignmentFloats, pinned: true);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(_floats, 0);
        _offset = (int)((-address & (Alignment - 1)) / sizeof(float));
    }

    /// <summary>The number of floats.</summary>
    public int Length { get; }

    /// <summary>The floats.</summary>
    public Span<float> Span => _floats.AsSpan(_offset, Length);

    /// <summary>The first float, for code that has checked its bounds elsewhere.</summary>
    internal ref float First
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_floats), _offset);
    }
}
