using System.Runtime.InteropServices;
using Xunit;

namespace AttnGen.Tests.Runtime;

/// <summary>Aligned memory: on its boundary, zero, of the length asked for, and where it was after a collection.</summary>
public sealed class AlignedBufferTests
{
    [Fact]
    public void Every_buffer_starts_on_its_boundary_and_is_zero()
    {
        // Arrays start on multiples of eight bytes: enough of them meet every distance to the next boundary.
        for (int length = 1; length <= 200; length++)
        {
            var buffer = new AlignedBuffer(length);
            Assert.Equal(0, Address(buffer) % AlignedBuffer.Alignment);
            Assert.Equal(length, buffer.Length);
            Assert.Equal(length, buffer.Span.Length);
            Assert.False(buffer.Span.ContainsAnyExcept(0f));
        }
    }

    [Fact]
    public void A_collection_moves_no_buffer()
    {
        var buffer = new AlignedBuffer(100);
        buffer.Span.Fill(1.5f);
        nint before = Address(buffer);

        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);

        Assert.Equal(before, Address(buffer));
        Assert.False(buffer.Span.ContainsAnyExcept(1.5f));
    }

    [Fact]
    public void A_length_that_no_array_has_is_refused()
    {
        Assert.True(new AlignedBuffer(0).Span.IsEmpty);
        foreach (int length in (int[])[-1, int.MinValue, int.MaxValue, Array.MaxLength])
        {
            Assert.Equal("length", Assert.Throws<ArgumentOutOfRangeException>(() => new AlignedBuffer(length)).ParamName);
        }
    }

    private static nint Address(AlignedBuffer buffer)
    {
        unsafe
        {
            return (nint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref MemoryMarshal.GetReference(buffer.Span));
        }
    }
}
