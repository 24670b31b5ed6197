using System.Text;

namespace SentenceEncoder;

/// <summary>A sentence as the vocabulary spells it.</summary>
internal static class SentenceText
{
    /// <summary>
    /// NFKC, blanks as ▁ and one more ▁ in front, so that the first word looks like every other. Nothing stays nothing.
    /// </summary>
    public static string Prepare(string sentence)
    {
        // A lone surrogate is no text, and Normalize would throw: it becomes U+FFFD.
        string wellFormed = string.Concat(sentence.EnumerateRunes());
        string normalized = wellFormed.Normalize(NormalizationForm.FormKC);
        return normalized.Length == 0 ? "" : Vocabulary.Blank + normalized.Replace(' ', Vocabulary.Blank);
    }
}
