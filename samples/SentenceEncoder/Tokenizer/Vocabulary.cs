using System.Text.Json;

namespace SentenceEncoder;

/// <summary>
/// The pieces that sentences are made of, each with its log-probability. An id is a piece's place in the list.
/// </summary>
internal sealed class Vocabulary
{
    /// <summary>The id of what no piece covers.</summary>
    public const int Unknown = 0;

    /// <summary>Stands for a blank, and before the first word: SentencePiece's ▁.</summary>
    public const char Blank = '\u2581';

    // The unknown piece, <s>, </s> and three spare ones head the list; they are symbols, not text to be found in a sentence.
    private const int ReservedPieces = 6;

    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _idsBySpan;
    private readonly IReadOnlyList<Piece> _pieces;
    private readonly int[] _pieceLengths;

    /// <summary>Indexes the pieces; of two with the same text the later one counts, as in the original.</summary>
    public Vocabulary(IReadOnlyList<Piece> pieces)
    {
        _pieces = pieces;
        _idsBySpan = _ids.GetAlternateLookup<ReadOnlySpan<char>>();
        var lengths = new SortedSet<int>();
        for (int id = ReservedPieces; id < pieces.Count; id++)
        {
            _ids[pieces[id].Text] = id;
            lengths.Add(pieces[id].Text.Length);
        }

        // An empty piece would be found everywhere and lead nowhere.
        lengths.Remove(0);
        _pieceLengths = [.. lengths];
    }

    /// <summary>The number of pieces.</summary>
    public int Count => _pieces.Count;

    /// <summary>The lengths that pieces have, in UTF-16 units, from the shortest on: no other need be looked for.</summary>
    public ReadOnlySpan<int> PieceLengths => _pieceLengths;

    /// <summary>The piece of an id.</summary>
    public Piece this[int id] => _pieces[id];

    /// <summary>Finds the piece that is exactly this text.</summary>
    public bool TryFind(ReadOnlySpan<char> text, out int id) => _idsBySpan.TryGetValue(text, out id);

    /// <summary>Reads the package's <c>vocab.json</c>: an array of [piece, log-probability].</summary>
    public static Vocabulary Read(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        var pieces = new List<Piece>(document.RootElement.GetArrayLength());
        foreach (JsonElement pair in document.RootElement.EnumerateArray())
        {
            // Seven pieces with a colon have null for a score. The original adds it as 0, and so its ids are what they are.
            JsonElement score = pair[1];
            pieces.Add(new Piece(pair[0].GetString()!, score.ValueKind == JsonValueKind.Null ? 0 : score.GetDouble()));
        }

        return new Vocabulary(pieces);
    }

    /// <summary>A vocabulary of the words in these sentences and of their characters, to go with untrained weights.</summary>
    public static Vocabulary OfWords(IEnumerable<string> sentences)
    {
        // One piece for a word must beat the sum of the pieces for its characters, and any word longer than one character does.
        const double WordScore = -1;
        const double CharacterScore = -1;

        var pieces = new List<Piece>(Enumerable.Repeat(new Piece("\uFFFD", 0), ReservedPieces));
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (string sentence in sentences)
        {
            string text = SentenceText.Prepare(sentence);
            foreach (System.Text.Rune character in text.EnumerateRunes())
            {
                Add(character.ToString(), CharacterScore);
            }

            foreach (string word in text.Split(Blank, StringSplitOptions.RemoveEmptyEntries))
            {
                Add(Blank + word.TrimEnd('.', ',', ';', ':', '!', '?'), WordScore);
            }
        }

        return new Vocabulary(pieces);

        void Add(string text, double score)
        {
            if (pieces.Count < ModelSize.VocabularyRows && known.Add(text))
            {
                pieces.Add(new Piece(text, score));
            }
        }
    }
}

/// <summary>A piece of the vocabulary.</summary>
/// <param name="Text">Its text, with ▁ for a blank.</param>
/// <param name="Score">Its log-probability.</param>
internal readonly record struct Piece(string Text, double Score);
