using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace AttnGen;

/// <summary>
/// How what a file says is shown in a message. A file may be made by anybody: nothing in it can break a line of a log, steer a terminal
/// or fill a screen.
/// </summary>
internal static class Shown
{
    private const int MostCharacters = 200;
    private const int MostSizes = 12;

    /// <summary>A text in quotes, its control characters as escapes, its end left out where it is very long.</summary>
    public static string Name(string name) => $"'{Text(name)}'";

    /// <summary>A text without quotes.</summary>
    public static string Text(string text)
    {
        var shown = new StringBuilder();
        foreach (char character in text.AsSpan(0, Math.Min(text.Length, MostCharacters)))
        {
            if (IsHarmless(character))
            {
                shown.Append(character);
            }
            else
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            }
        }

        return text.Length > MostCharacters ? shown.Append('…').ToString() : shown.ToString();
    }

    /// <summary>The sizes of a shape in brackets.</summary>
    public static string Sizes(ImmutableArray<long> sizes) => string.Create(
        CultureInfo.InvariantCulture, $"[{string.Join(", ", sizes.Take(MostSizes))}{(sizes.Length > MostSizes ? ", …" : "")}]");

    // Besides control characters: line separators, and the marks that turn the direction of a text or cannot be seen.
    private static bool IsHarmless(char character) => char.GetUnicodeCategory(character)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
