using System.Collections.Immutable;
using System.Text.Json;

namespace AttnGen;

/// <summary>What the header of a safetensors file says of one tensor.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ElementType">The element type as it is written.</param>
/// <param name="Shape">The sizes.</param>
/// <param name="Start">The first byte, from the end of the header.</param>
/// <param name="End">The byte behind the last.</param>
internal sealed record TensorEntry(string Name, string ElementType, ImmutableArray<long> Shape, long Start, long End)
{
    /// <summary>Reads the object behind a name, and checks that its parts agree.</summary>
    /// <param name="json">Stands on the start of the object; then on its end.</param>
    /// <param name="name">The name.</param>
    /// <exception cref="InvalidDataException">A part is missing, there twice, or of no use.</exception>
    public static TensorEntry Read(ref Utf8JsonReader json, string name)
    {
        HeaderJson.Expect(json.TokenType == JsonTokenType.StartObject, name, "is no JSON object");
        string? type = null;
        ImmutableArray<long>? shape = null;
        ImmutableArray<long>? offsets = null;
        while (HeaderJson.NextProperty(ref json) is { } property)
        {
            switch (property)
            {
                case "dtype":
                    HeaderJson.Expect(type is null, name, "has two dtypes");
                    HeaderJson.Expect(json.TokenType == JsonTokenType.String, name, "has a dtype that is no text");
                    type = HeaderJson.Text(ref json);
                    break;
                case "shape":
                    HeaderJson.Expect(shape is null, name, "has two shapes");
                    shape = HeaderJson.Counts(ref json, name, property);
                    break;
                case "data_offsets":
                    HeaderJson.Expect(offsets is null, name, "has two data_offsets");
                    offsets = HeaderJson.Counts(ref json, name, property);
                    break;
                default:
                    // A later version of the format may say more.
                    json.Skip();
                    break;
            }
        }

        if (type is null || shape is not { } sizes || offsets is not [long start, long end])
        {
            throw new InvalidDataException($"Tensor {Shown.Name(name)} lacks its dtype, its shape or its two data_offsets.");
        }

        HeaderJson.Expect(start <= end, name, $"ends at byte {end}, before its start at {start}");
        var entry = new TensorEntry(name, type, sizes, start, end);
        entry.CheckSize();
        return entry;
    }

    private void CheckSize()
    {
        UInt128 product = 1;
        foreach (long size in Shape)
        {
            product *= (ulong)size;
            if (product > long.MaxValue)
            {
                // A size of 0 further on makes it 0; but no other program reads such a shape either.
                throw new InvalidDataException($"Tensor {Shown.Name(Name)} has a shape {Shown.Sizes(Shape)} whose product is too large.");
            }
        }

        if (ElementTypes.Bytes(ElementType) is { } bytes && product * (uint)bytes != (ulong)(End - Start))
        {
            throw new InvalidDataException(
                $"Tensor {Shown.Name(Name)} has {ElementType} elements of shape {Shown.Sizes(Shape)}, "
                + $"which take {product * (uint)bytes} bytes, but its data_offsets {Start} … {End} hold {End - Start}.");
        }
    }
}
