using System.Buffers.Binary;

namespace TinyStories;

/// <summary>
/// Reads a vocabulary in llama2.c's format: the length of the longest piece, then for each piece its score, its length and its bytes, all
/// little-endian.
/// </summary>
internal static class VocabularyFile
{
    /// <summary>Reads the vocabulary.</summary>
    /// <param name="name">What to call the file when something is wrong with it.</param>
    /// <param name="bytes">Its contents.</param>
    /// <exception cref="FileUnusableException">It has too few pieces or too many, or a piece has an impossible length.</exception>
    public static Vocabulary Read(string name, ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> rest = bytes;
        Int32(name, ref rest);
        var pieces = new List<Piece>(ModelSize.Vocabulary);
        while (!rest.IsEmpty)
        {
            float score = BitConverter.Int32BitsToSingle(Int32(name, ref rest));
            int length = Int32(name, ref rest);
            if (length < 0 || length > rest.Length)
            {
                throw new FileUnusableException($"{name} is no vocabulary: piece {pieces.Count} has {length} bytes, and {rest.Length} are left.");
            }

            pieces.Add(new Piece(rest[..length].ToArray(), score));
            rest = rest[length..];
        }

        return pieces.Count == ModelSize.Vocabulary
            ? new Vocabulary(pieces)
            : throw new FileUnusableException($"{name} has {pieces.Count} pieces, and the model {ModelSize.Vocabulary}.");
    }

    private static int Int32(string name, ref ReadOnlySpan<byte> rest)
    {
        if (!BinaryPrimitives.TryReadInt32LittleEndian(rest, out int value))
        {
            throw new FileUnusableException($"{name} is no vocabulary: it ends inside a number.");
        }

        rest = rest[sizeof(int)..];
        return value;
    }
}
