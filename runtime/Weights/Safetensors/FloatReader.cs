using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace AttnGen;

/// <summary>Turns the elements of a tensor into floats.</summary>
internal static class FloatReader
{
    private const int ChunkBytes = 8192;

    /// <summary>Turns little-endian elements into floats, as many as the destination takes.</summary>
    private delegate void Conversion(ReadOnlySpan<byte> elements, Span<float> destination);

    /// <summary>Reads a part of a tensor; the part lies in it.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="tensor">The tensor.</param>
    /// <param name="start">The tensor's first byte in the file.</param>
    /// <param name="first">The first element to read.</param>
    /// <param name="destination">Takes the elements.</param>
    /// <exception cref="InvalidDataException">The elements are no floating-point numbers.</exception>
    public static void Read(TensorBytes bytes, SafetensorsTensor tensor, long start, long first, Span<float> destination)
    {
        if (tensor.ElementType == ElementTypes.Float32)
        {
            ReadAsTheyAre(bytes, start + (first * sizeof(float)), destination);
            return;
        }

        Conversion convert = tensor.ElementType switch
        {
            ElementTypes.Float16 => FromHalf,
            ElementTypes.BrainFloat16 => FromBrainFloat,
            ElementTypes.Float64 => FromDouble,
            _ => throw new InvalidDataException($"{tensor} cannot be read as floats: its elements are none of F32, F16, BF16 and F64."),
        };
        int size = ElementTypes.Bytes(tensor.ElementType)!.Value;
        Span<byte> chunk = stackalloc byte[ChunkBytes];
        for (int done = 0; done < destination.Length;)
        {
            int count = Math.Min(ChunkBytes / size, destination.Length - done);
            Span<byte> elements = chunk[..(count * size)];
            bytes.Read(start + ((first + done) * size), elements);
            convert(elements, destination.Slice(done, count));
            done += count;
        }
    }

    private static void ReadAsTheyAre(TensorBytes bytes, long start, Span<float> destination)
    {
        bytes.Read(start, MemoryMarshal.AsBytes(destination));
        if (!BitConverter.IsLittleEndian)
        {
            Span<int> words = MemoryMarshal.Cast<float, int>(destination);
            BinaryPrimitives.ReverseEndianness(words, words);
        }
    }

    private static void FromHalf(ReadOnlySpan<byte> elements, Span<float> destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(elements[(2 * i)..]);
        }
    }

    // A bfloat16 is the upper half of a float.
    private static void FromBrainFloat(ReadOnlySpan<byte> elements, Span<float> destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(elements[(2 * i)..]) << 16);
        }
    }

    private static void FromDouble(ReadOnlySpan<byte> elements, Span<float> destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = (float)BinaryPrimitives.ReadDoubleLittleEndian(elements[(8 * i)..]);
        }
    }
}
