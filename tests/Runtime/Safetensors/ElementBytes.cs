using System.Buffers.Binary;

namespace AttnGen.Tests.Runtime.Safetensors;

/// <summary>Floats as the bytes of an element type, and what is left of them.</summary>
internal static class ElementBytes
{
    /// <summary>The bytes, little-endian.</summary>
    public static byte[] Of(string type, ReadOnlySpan<float> values)
    {
        int size = type switch
        {
            "F16" or "BF16" => 2,
            "F32" => 4,
            "F64" => 8,
            _ => throw new ArgumentException(type, nameof(type)),
        };
        var bytes = new byte[values.Length * size];
        for (int i = 0; i < values.Length; i++)
        {
            Span<byte> element = bytes.AsSpan(i * size, size);
            switch (type)
            {
                case "F16":
                    BinaryPrimitives.WriteHalfLittleEndian(element, (Half)values[i]);
                    break;
                case "BF16":
                    BinaryPrimitives.WriteUInt16LittleEndian(element, (ushort)(BrainFloatBits(values[i]) >> 16));
                    break;
                case "F32":
                    BinaryPrimitives.WriteSingleLittleEndian(element, values[i]);
                    break;
                default:
                    BinaryPrimitives.WriteDoubleLittleEndian(element, values[i]);
                    break;
            }
        }

        return bytes;
    }

    /// <summary>The nearest number that the type has.</summary>
    public static float Rounded(string type, float value) => type switch
    {
        "F16" => (float)(Half)value,
        "BF16" => BitConverter.UInt32BitsToSingle(BrainFloatBits(value)),
        _ => value,
    };

    // Of two that are equally near, the even one.
    private static uint BrainFloatBits(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        return (bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF0000;
    }
}
