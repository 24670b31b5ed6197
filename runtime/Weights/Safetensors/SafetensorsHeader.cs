using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Unicode;

namespace AttnGen;

/// <summary>The header of a safetensors file, read and held against the length of the file.</summary>
internal sealed class SafetensorsHeader
{
    private const int LengthBytes = sizeof(ulong);

    /// <summary>The longest header, as in the format's own library: a guard against files that are something else.</summary>
    private const int MostBytes = 100_000_000;

    private const string MetadataName = "__metadata__";

    private readonly Dictionary<string, TensorEntry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);

    private SafetensorsHeader(TensorBytes bytes)
    {
        byte[] text = Text(bytes);
        Parse(text);
        TensorEntry[] inOrder = [.. _entries.Values.OrderBy(entry => entry.Start).ThenBy(entry => entry.End)];
        long dataStart = LengthBytes + text.Length;
        CheckCoverage(inOrder, bytes.Length - dataStart);
        Tensors = [.. inOrder.Select(entry => new SafetensorsTensor(bytes, entry, dataStart))];
    }

    /// <summary>The tensors in the order of their bytes.</summary>
    public IReadOnlyList<SafetensorsTensor> Tensors { get; }

    /// <summary>What the file says about itself.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _metadata;

    /// <summary>Reads and checks the header.</summary>
    /// <exception cref="InvalidDataException">It is no header, or it does not fit the file.</exception>
    public static SafetensorsHeader Read(TensorBytes bytes)
    {
        try
        {
            return new SafetensorsHeader(bytes);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"The header of the safetensors file is no JSON: {exception.Message}", exception);
        }
    }

    private static byte[] Text(TensorBytes bytes)
    {
        long length = bytes.Length;
        if (length < LengthBytes)
        {
            throw new InvalidDataException($"A safetensors file has at least {LengthBytes} bytes; this one has {length}.");
        }

        Span<byte> start = stackalloc byte[LengthBytes];
        bytes.Read(0, start);
        ulong announced = BinaryPrimitives.ReadUInt64LittleEndian(start);
        if (announced > (ulong)(length - LengthBytes))
        {
            throw new InvalidDataException(
                $"The header would have {announced} bytes, but the file has {length - LengthBytes} behind its first {LengthBytes}: "
                + "it is cut off, or no safetensors file.");
        }

        if (announced > MostBytes)
        {
            throw new InvalidDataException($"The header has {announced} bytes, and the limit is {MostBytes}.");
        }

        var text = new byte[announced];
        bytes.Read(LengthBytes, text);
        return text switch
        {
            not [(byte)'{', ..] => throw new InvalidDataException("The header does not start with '{': it is no safetensors file."),
            _ when !Utf8.IsValid(text) => throw new InvalidDataException("The header is no UTF-8."),
            _ => text,
        };
    }

    private void Parse(ReadOnlySpan<byte> text)
    {
        var json = new Utf8JsonReader(text);
        bool hasMetadata = false;
        json.Read();
        while (HeaderJson.NextProperty(ref json) is { } name)
        {
            if (name == MetadataName)
            {
                if (hasMetadata)
                {
                    throw new InvalidDataException($"The header has two {MetadataName}.");
                }

                ReadMetadata(ref json);
                hasMetadata = true;
            }
            else if (!_entries.TryAdd(name, TensorEntry.Read(ref json, name)))
            {
                throw new InvalidDataException($"The header has two tensors {Shown.Name(name)}.");
            }
        }

        // Behind the object there may be spaces and nothing else, which the reader checks.
        json.Read();
    }

    private void ReadMetadata(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            throw new InvalidDataException($"{MetadataName} is no JSON object.");
        }

        while (HeaderJson.NextProperty(ref json) is { } key)
        {
            if (json.TokenType != JsonTokenType.String)
            {
                throw new InvalidDataException($"{MetadataName} has a {Shown.Name(key)} that is no text.");
            }

            if (!_metadata.TryAdd(key, HeaderJson.Text(ref json)))
            {
                throw new InvalidDataException($"{MetadataName} has two {Shown.Name(key)}.");
            }
        }
    }

    // Each byte belongs to exactly one tensor: the format allows no holes, where something could hide, and no byte to be read twice.
    private static void CheckCoverage(IEnumerable<TensorEntry> inOrder, long dataLength)
    {
        long end = 0;
        TensorEntry? before = null;
        foreach (TensorEntry entry in inOrder)
        {
            if (entry.End > dataLength)
            {
                throw new InvalidDataException(
                    $"Tensor {Shown.Name(entry.Name)} ends at byte {entry.End}, but the data end at {dataLength}: "
                    + "the file is cut off or damaged.");
            }

            if (entry.Start != end)
            {
                throw new InvalidDataException(
                    $"Tensor {Shown.Name(entry.Name)} starts at byte {entry.Start}, but {Place(before)} ends at {end}: "
                    + (entry.Start < end ? "they overlap." : "there is a hole between them."));
            }

            end = entry.End;
            before = entry;
        }

        if (end != dataLength)
        {
            throw new InvalidDataException($"The tensors end at byte {end}, but the data end at {dataLength}.");
        }
    }

    private static string Place(TensorEntry? before) => before is null ? "the start of the data" : $"tensor {Shown.Name(before.Name)}";
}
