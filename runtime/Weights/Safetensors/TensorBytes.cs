namespace AttnGen;

/// <summary>The bytes of a safetensors file, wherever they are.</summary>
internal abstract class TensorBytes : IDisposable
{
    /// <summary>The length of the file.</summary>
    public abstract long Length { get; }

    /// <summary>Reads exactly as many bytes as the destination takes.</summary>
    /// <param name="start">The place of the first, from the start of the file.</param>
    /// <param name="destination">Takes the bytes.</param>
    /// <exception cref="InvalidDataException">The file has become shorter than it was.</exception>
    public abstract void Read(long start, Span<byte> destination);

    /// <summary>Lets go of the file; reading from it then throws <see cref="ObjectDisposedException"/>.</summary>
    public abstract void Dispose();
}
