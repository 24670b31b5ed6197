using System.Runtime.InteropServices;
using Xunit;

namespace AttnGen.Tests.Harness;

/// <summary>
/// Numbers with a guard page at one end. The other end has slack up to its own guard page, filled with a pattern that tells whether
/// it was written. The same type holds inputs, which can be made read-only.
/// </summary>
internal class GuardedMemory<T> : IDisposable
    where T : unmanaged
{
    private const byte SlackPattern = 0xA5;

    private readonly GuardedPages _pages;
    private readonly int _start;

    public unsafe GuardedMemory(int length, Guard guard)
    {
        Length = length;
        int bytes = checked(length * sizeof(T));
        _pages = new GuardedPages(bytes);
        _start = guard == Guard.AtEnd ? _pages.Bytes.Length - bytes : 0;
        _pages.Bytes.Fill(SlackPattern);
    }

    /// <summary>How many numbers there are.</summary>
    public int Length { get; }

    public unsafe Span<T> Span => MemoryMarshal.Cast<byte, T>(_pages.Bytes.Slice(_start, Length * sizeof(T)));

    /// <summary>From here on, a write ends the process.</summary>
    public void Protect() => _pages.SetReadOnly(true);

    /// <summary>Fails if anything beside the numbers was written.</summary>
    public unsafe void AssertSlackUntouched(string what)
    {
        Span<byte> bytes = _pages.Bytes;
        Assert.False(bytes[.._start].ContainsAnyExcept(SlackPattern), $"{what}: memory before the buffer was written.");
        Assert.False(
            bytes[(_start + (Length * sizeof(T)))..].ContainsAnyExcept(SlackPattern), $"{what}: memory past the buffer was written.");
    }

    public void Dispose() => _pages.Dispose();
}
