using System.Runtime.InteropServices;
using System.Text.Json;

namespace AttnGen.Tests.Kernels.Conformance;

/// <summary>A tensor of a conformance case, as raw little-endian numbers beside the case's description.</summary>
internal sealed class OnnxTensor
{
    private readonly byte[] _bytes;
    private readonly string _type;

    public OnnxTensor(string folder, JsonElement description)
    {
        _type = description.GetProperty("type").GetString()!;
        Shape = [.. description.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())];
        _bytes = File.ReadAllBytes(Path.Combine(folder, description.GetProperty("file").GetString()!));
    }

    public int[] Shape { get; }

    public bool IsBoolean => _type == "bool";

    public bool IsHalf => _type == "float16";

    public float[] Floats() => _type switch
    {
        "float32" => MemoryMarshal.Cast<byte, float>(_bytes).ToArray(),
        "float16" => [.. MemoryMarshal.Cast<byte, Half>(_bytes).ToArray().Select(half => (float)half)],
        _ => throw new NotSupportedException($"A tensor of {_type} holds no floats."),
    };

    public bool[] Booleans() => [.. _bytes.Select(value => value != 0)];

    public long[] Integers() => MemoryMarshal.Cast<byte, long>(_bytes).ToArray();
}
