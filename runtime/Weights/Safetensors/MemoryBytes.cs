namespace AttnGen;

/// <summary>The bytes of a file in memory.</summary>
internal sealed class MemoryBytes(ReadOnlyMemory<byte> bytes) : TensorBytes
{
    private ReadOnlyMemory<byte>? _bytes = bytes;

    public override long Length => Bytes.Length;

    private ReadOnlyMemory<byte> Bytes => _bytes ?? throw new ObjectDisposedException(nameof(SafetensorsFile));

    public override void Read(long start, Span<byte> destination) => Bytes.Span.Slice((int)start, destination.Length).CopyTo(destination);

    public override void Dispose() => _bytes = null;
}
