using System.Text;

namespace TinyStories;

/// <summary>
/// The pieces that texts are made of; a token's id is its place in the list. The list is headed by three symbols and a piece for each of
/// the 256 bytes, so that every text has tokens.
/// </summary>
internal sealed class Vocabulary
{
    /// <summary>Stands before a text, and after it.</summary>
    public const int Begin = 1;

    /// <summary>The piece of byte 0; those of the other bytes follow.</summary>
    private const int FirstByte = 3;

    private const int FirstText = FirstByte + 256;

    private readonly IReadOnlyList<Piece> _pieces;
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly byte[] _bytes = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];

    /// <summary>Indexes the pieces.</summary>
    public Vocabulary(IReadOnlyList<Piece> pieces)
    {
        _pieces = pieces;
        for (int id = FirstText; id < pieces.Count; id++)
        {
            _ids.TryAdd(Key(pieces[id].Text.Span), id);
        }
    }

    /// <summary>The bytes of the longest piece.</summary>
    public int LongestPiece => _pieces.Max(piece => piece.Text.Length);

    /// <summary>The piece of an id.</summary>
    public Piece this[int id] => _pieces[id];

    /// <summary>The token of a byte for which there is no text.</summary>
    public static int OfByte(byte value) => FirstByte + value;

    /// <summary>Finds the piece that is exactly this text.</summary>
    public bool TryFind(ReadOnlySpan<byte> text, out int id) => _ids.TryGetValue(Key(text), out id);

    /// <summary>
    /// The bytes that a token adds to a text. A blank at the very beginning is left out: every first word has one before it.
    /// </summary>
    /// <param name="previous">The token before.</param>
    /// <param name="token">The token.</param>
    public ReadOnlySpan<byte> Decode(int previous, int token)
    {
        if (token is >= FirstByte and < FirstText)
        {
            return _bytes.AsSpan(token - FirstByte, 1);
        }

        if (token < FirstByte)
        {
            return default;
        }

        ReadOnlySpan<byte> text = _pieces[token].Text.Span;
        return previous == Begin && text.StartsWith(" "u8) ? text[1..] : text;
    }

    // Latin-1 has a character for each byte, so that unlike bytes stay unlike.
    private static string Key(ReadOnlySpan<byte> text) => Encoding.Latin1.GetString(text);
}
