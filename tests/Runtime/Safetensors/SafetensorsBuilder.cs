using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace AttnGen.Tests.Runtime.Safetensors;

/// <summary>Writes safetensors files, right ones and wrong ones.</summary>
internal sealed class SafetensorsBuilder
{
    private readonly List<string> _entries = [];
    private readonly List<byte> _data = [];

    /// <summary>A file of a header as it is written and so many bytes behind it.</summary>
    public static byte[] Raw(string header, int dataBytes = 0) => Raw(Encoding.UTF8.GetBytes(header), new byte[dataBytes]);

    /// <summary>A file of a header and data.</summary>
    public static byte[] Raw(ReadOnlySpan<byte> header, ReadOnlySpan<byte> data)
    {
        var file = new byte[sizeof(ulong) + header.Length + data.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(file, (ulong)header.Length);
        header.CopyTo(file.AsSpan(sizeof(ulong)));
        data.CopyTo(file.AsSpan(sizeof(ulong) + header.Length));
        return file;
    }

    /// <summary>Adds what the file says about itself.</summary>
    public SafetensorsBuilder Metadata(string key, string value)
    {
        _entries.Add($$"""
            "__metadata__":{"{{key}}":"{{value}}"}
            """);
        return this;
    }

    /// <summary>Adds a tensor of floats.</summary>
    public SafetensorsBuilder Floats(string name, ReadOnlySpan<float> values, params long[] shape) => Floats(name, "F32", values, shape);

    /// <summary>Adds a tensor of floats, rounded to a type.</summary>
    public SafetensorsBuilder Floats(string name, string type, ReadOnlySpan<float> values, params long[] shape) =>
        Tensor(name, type, ElementBytes.Of(type, values), shape);

    /// <summary>Adds a tensor of any type.</summary>
    public SafetensorsBuilder Tensor(string name, string type, ReadOnlySpan<byte> bytes, params long[] shape)
    {
        string sizes = string.Join(",", shape.Select(size => size.ToString(CultureInfo.InvariantCulture)));
        _entries.Add(string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            "{{name}}":{"dtype":"{{type}}","shape":[{{sizes}}],"data_offsets":[{{_data.Count}},{{_data.Count + bytes.Length}}]}
            """));
        _data.AddRange(bytes);
        return this;
    }

    /// <summary>The file, its header filled up with spaces to whole eights, as the usual libraries do.</summary>
    public byte[] Build()
    {
        string header = "{" + string.Join(",", _entries) + "}";
        int length = (Encoding.UTF8.GetByteCount(header) + 7) / 8 * 8;
        byte[] padded = Encoding.UTF8.GetBytes(header + new string(' ', length - Encoding.UTF8.GetByteCount(header)));
        return Raw(padded, [.. _data]);
    }
}
