namespace AttentionTour.Printing;

/// <summary>Breaks prose into lines.</summary>
internal static class Wrap
{
    /// <summary>Breaks a text at its white space into lines of at most <paramref name="width"/> characters.</summary>
    public static IEnumerable<string> Lines(string text, int width)
    {
        string line = string.Empty;
        foreach (string word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = string.Empty;
            }

            line = line.Length == 0 ? word : line + " " + word;
        }

        if (line.Length > 0)
        {
            yield return line;
        }
    }
}
