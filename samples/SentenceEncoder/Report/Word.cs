namespace SentenceEncoder;

/// <summary>A word and the tokens that it is made of.</summary>
/// <param name="Text">The word without blanks.</param>
/// <param name="Start">Its first token.</param>
/// <param name="End">The token after its last.</param>
internal readonly record struct Word(string Text, int Start, int End)
{
    private const string Apostrophes = "'’";

    /// <summary>Puts the tokens of a sentence together to words; punctuation belongs to none.</summary>
    public static List<Word> Of(IReadOnlyList<Token> tokens)
    {
        var words = new List<Word>();
        bool open = false;
        for (int i = 0; i < tokens.Count; i++)
        {
            string text = tokens[i].Text.TrimStart(Vocabulary.Blank);
            bool continues = open && text.Length == tokens[i].Text.Length;
            if (text.Length == 0 || (text.All(char.IsPunctuation) && !(continues && Apostrophes.Contains(text, StringComparison.Ordinal))))
            {
                open = false;
            }
            else if (continues)
            {
                words[^1] = words[^1] with { Text = words[^1].Text + text, End = i + 1 };
            }
            else
            {
                words.Add(new Word(text, i, i + 1));
                open = true;
            }
        }

        return words;
    }
}
