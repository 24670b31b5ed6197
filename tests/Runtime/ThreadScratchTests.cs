using System.Runtime.CompilerServices;
using AttnGen.Generated;
using Xunit;

namespace AttnGen.Tests.Runtime;

/// <summary>Scratch memory: a thread's own, kept while it suffices, replaced where it is one float too small.</summary>
public sealed class ThreadScratchTests
{
    [Fact]
    public void Memory_is_kept_until_one_float_more_is_needed() => OnFreshThread(() =>
    {
        nint first = Rent(1000);
        Assert.Equal(0, first % AlignedBuffer.Alignment);
        Assert.Equal(first, Rent(1000));
        Assert.Equal(first, Rent(1));

        nint larger = Rent(1001);
        Assert.NotEqual(first, larger);
        Assert.Equal(0, larger % AlignedBuffer.Alignment);
        Assert.Equal(larger, Rent(1000));
    });

    [Fact]
    public void Every_thread_has_its_own()
    {
        nint here = Rent(64);
        OnFreshThread(() => Assert.NotEqual(here, Rent(64)));
        Assert.Equal(here, Rent(64));
    }

    // The memory is pinned, so its address tells whether it is the same.
    private static nint Rent(int length)
    {
        unsafe
        {
            return (nint)Unsafe.AsPointer(ref ThreadScratch.Rent(length));
        }
    }

    private static void OnFreshThread(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(action));
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }
}
