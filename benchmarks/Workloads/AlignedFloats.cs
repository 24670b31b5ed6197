using System.Runtime.InteropServices;

namespace AttnGen.Benchmarks.Workloads;

/// <summary>
/// Floats outside the managed heap that begin on a cache line. Every engine reads the same ones, so none wins or loses by an address, and
/// native engines need no pinning.
/// </summary>
internal sealed unsafe class AlignedFloats : IDisposable
{
    /// <summary>The length of a cache line and of the longest vector.</summary>
    private const int Alignment = 64;

    private float* _pointer;

    /// <summary>Takes zeroed memory.</summary>
    public AlignedFloats(int length)
    {
        Length = length;
        _pointer = (float*)NativeMemory.AlignedAlloc((nuint)length * sizeof(float), Alignment);
        Span.Clear();
    }

    /// <summary>The number of floats.</summary>
    public int Length { get; }

    /// <summary>The memory.</summary>
    public Span<float> Span => new(_pointer, Length);

    /// <summary>The address of the first float.</summary>
    public nint Address => (nint)_pointer;

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.AlignedFree(_pointer);
        _pointer = null;
    }
}
