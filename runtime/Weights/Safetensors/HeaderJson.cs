using System.Collections.Immutable;
using System.Text.Json;

namespace AttnGen;

/// <summary>Reads the few forms that the header of a safetensors file is made of.</summary>
internal static class HeaderJson
{
    /// <summary>Throws unless a condition on a tensor holds.</summary>
    /// <exception cref="InvalidDataException">It does not.</exception>
    public static void Expect(bool condition, string name, string otherwise)
    {
        if (!condition)
        {
            throw new InvalidDataException($"Tensor {Shown.Name(name)} {otherwise}.");
        }
    }

    /// <summary>Goes to the value of the next property of an object and returns its name; null at the end of the object.</summary>
    public static string? NextProperty(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.EndObject)
        {
            return null;
        }

        string name = Text(ref json);
        json.Read();
        return name;
    }

    /// <summary>The text of a string or of a property's name.</summary>
    /// <exception cref="InvalidDataException">An escape stands for half a character.</exception>
    public static string Text(ref Utf8JsonReader json)
    {
        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidDataException($"The header has a text that is no Unicode at byte {json.TokenStartIndex}.", exception);
        }
    }

    /// <summary>An array of whole numbers from 0.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static ImmutableArray<long> Counts(ref Utf8JsonReader json, string name, string property)
    {
        Expect(json.TokenType == JsonTokenType.StartArray, name, $"has a {property} that is no list");
        ImmutableArray<long>.Builder counts = ImmutableArray.CreateBuilder<long>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType != JsonTokenType.Number || !json.TryGetInt64(out long count) || count < 0)
            {
                throw new InvalidDataException($"Tensor {Shown.Name(name)} has a {property} with something else than whole numbers from 0.");
            }

            counts.Add(count);
        }

        return counts.ToImmutable();
    }
}
