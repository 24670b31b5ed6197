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

    private readonly int _start;
    private GuardedPages? _pages;

    public unsafe GuardedMemory(int length, Guard guard)
    {
        Length = length;
        int bytes = checked(length * sizeof(T));
        _pages = GuardedPages.Rent(bytes);
        _start = guard == Guard.AtEnd ? Pages.Bytes.Length - bytes : 0;
        Pages.Bytes.Fill(SlackPattern);
    }

    /// <summary>How many numbers there are.</summary>
    public int Length { get; }

    public unsafe Span<T> Span => MemoryMarshal.Cast<byte, T>(Pages.Bytes.Slice(_start, Length * sizeof(T)));

    private GuardedPages Pages => _pages ?? throw new ObjectDisposedException(nameof(GuardedMemory<T>));

    /// <summary>From here on, a write ends the process.</summary>
    public void Protect() => Pages.SetReadOnly(true);

    /// <summary>Fails if anything beside the numbers was written.</summary>
    public unsafe void AssertSlackUntouched(string what)
    {
        Span<byte> bytes = Pages.Bytes;
        Assert.False(bytes[.._start].ContainsAnyExcept(SlackPattern), $"{what}: memory before the buffer was written.");
        Assert.False(
            bytes[(_start + (Length * sizeof(T)))..].ContainsAnyExcept(SlackPattern), $"{what}: memory past the buffer was written.");
    }

    public void Dispose()
    {
        _pages?.Return();
        _pages = null;
    }
}
