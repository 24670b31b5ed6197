using Microsoft.Win32.SafeHandles;

namespace AttnGen;

/// <summary>The bytes of a file on disk, read where and when they are needed.</summary>
internal sealed class FileBytes(string path) : TensorBytes
{
    private readonly SafeFileHandle _file = File.OpenHandle(path, options: FileOptions.RandomAccess);

    public override long Length => RandomAccess.GetLength(_file);

    public override void Read(long start, Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            int read = RandomAccess.Read(_file, destination, start);
            if (read == 0)
            {
                throw new InvalidDataException("The file has become shorter since it was opened.");
            }

            start += read;
            destination = destination[read..];
        }
    }

    public override void Dispose() => _file.Dispose();
}
