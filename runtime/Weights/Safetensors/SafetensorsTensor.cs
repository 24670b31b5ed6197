using System.Collections.Immutable;

namespace AttnGen;

/// <summary>A tensor of a <see cref="SafetensorsFile"/>: its name, type and shape, and the way to its elements.</summary>
public sealed class SafetensorsTensor
{
    private readonly TensorBytes _bytes;
    private readonly long _start;

    /// <param name="bytes">The file.</param>
    /// <param name="entry">What the header says; it has been checked.</param>
    /// <param name="dataStart">Where the header ends, in bytes from the start of the file.</param>
    internal SafetensorsTensor(TensorBytes bytes, TensorEntry entry, long dataStart)
    {
        _bytes = bytes;
        _start = dataStart + entry.Start;
        Name = entry.Name;
        ElementType = entry.ElementType;
        Shape = entry.Shape;
        Length = Shape.Aggregate(1L, (product, size) => product * size);
        Start = entry.Start;
        End = entry.End;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>
    /// The element type as the file writes it. <c>F32</c>, <c>F16</c>, <c>BF16</c> and <c>F64</c> can be read; others, such as
    /// <c>I64</c>, are listed only.
    /// </summary>
    public string ElementType { get; }

    /// <summary>The sizes, the slowest first; none for a single number.</summary>
    public ImmutableArray<long> Shape { get; }

    /// <summary>Where the elements start, in bytes from the end of the header.</summary>
    public long Start { get; }

    /// <summary>The byte behind the last element, from the end of the header.</summary>
    public long End { get; }

    /// <summary>The number of elements: the product of the shape.</summary>
    public long Length { get; }

    /// <summary>Reads all elements as floats. Doubles are rounded.</summary>
    /// <returns>The elements, row-major.</returns>
    /// <exception cref="InvalidDataException">
    /// The elements are no floating-point numbers, there are more than an array holds, or the file has become shorter.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The file has been disposed.</exception>
    public float[] ReadFloats()
    {
        if (Length > Array.MaxLength)
        {
            throw new InvalidDataException($"{this} has more elements than an array holds: read it in parts.");
        }

        var floats = new float[Length];
        ReadFloats(0, floats);
        return floats;
    }

    /// <summary>Reads a part of the elements as floats. Doubles are rounded.</summary>
    /// <param name="first">The first element to read.</param>
    /// <param name="destination">Takes as many elements as it is long.</param>
    /// <exception cref="ArgumentOutOfRangeException">The part does not lie in the tensor.</exception>
    /// <exception cref="InvalidDataException">The elements are no floating-point numbers, or the file has become shorter.</exception>
    /// <exception cref="ObjectDisposedException">The file has been disposed.</exception>
    public void ReadFloats(long first, Span<float> destination)
    {
        if (first < 0 || first > Length - destination.Length)
        {
            throw new ArgumentOutOfRangeException(
                nameof(first), first, $"{destination.Length} elements from there are asked for, but {this} has {Length}.");
        }

        FloatReader.Read(_bytes, this, _start, first, destination);
    }

    /// <summary>The name with the type and the shape.</summary>
    public override string ToString() => $"{Shown.Name(Name)} ({Shown.Text(ElementType)} {Shown.Sizes(Shape)})";
}
