using System.Runtime.InteropServices;
using Xunit;

namespace AttnGen.Tests.Harness;

/// <summary>
/// Floats with a guard page at one end. The other end has slack up to its own guard page, filled with a pattern that tells whether
/// it was written. The same type holds inputs, which can be made read-only.
/// </summary>
internal sealed class GuardedBuffer : IDisposable
{
    private const byte SlackPattern = 0xA5;

    private readonly GuardedPages _pages;
    private readonly int _start;

    public GuardedBuffer(int length, Guard guard)
    {
        Length = length;
        int bytes = checked(length * sizeof(float));
        _pages = new GuardedPages(bytes);
        _start = guard == Guard.AtEnd ? _pages.Bytes.Length - bytes : 0;
        _pages.Bytes.Fill(SlackPattern);
    }

    /// <summary>The number of floats.</summary>
    public int Length { get; }

    public Span<float> Span => MemoryMarshal.Cast<byte, float>(_pages.Bytes.Slice(_start, Length * sizeof(float)));

    /// <summary>A read-only copy of floats.</summary>
    public static GuardedBuffer Input(ReadOnlySpan<float> values, Guard guard)
    {
        var buffer = new GuardedBuffer(values.Length, guard);
        values.CopyTo(buffer.Span);
        buffer._pages.SetReadOnly(true);
        return buffer;
    }

    /// <summary>Room for results, filled with NaN, so that a float that is never written cannot pass for a result.</summary>
    public static GuardedBuffer Output(int length, Guard guard)
    {
        var buffer = new GuardedBuffer(length, guard);
        buffer.Span.Fill(float.NaN);
        return buffer;
    }

    /// <summary>Fails if anything beside the buffer was written.</summary>
    public void AssertSlackUntouched(string what)
    {
        Span<byte> bytes = _pages.Bytes;
        Assert.False(bytes[.._start].ContainsAnyExcept(SlackPattern), $"{what}: memory before the buffer was written.");
        Assert.False(
            bytes[(_start + (Length * sizeof(float)))..].ContainsAnyExcept(SlackPattern), $"{what}: memory past the buffer was written.");
    }

    public void Dispose() => _pages.Dispose();
}
