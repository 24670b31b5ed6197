using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AttnGen.Tests.Harness;

/// <summary>Shows the lines around a compiler's finding, since the file it names exists in memory only.</summary>
internal static class SourceExcerpt
{
    private const int LinesAround = 4;

    public static string Around(Location location)
    {
        if (location.SourceTree is not { } tree)
        {
            return "(not in a source file)";
        }

        TextLineCollection lines = tree.GetText().Lines;
        int found = location.GetLineSpan().StartLinePosition.Line;
        int last = Math.Min(lines.Count - 1, found + LinesAround);
        var excerpt = new StringBuilder();
        for (int line = Math.Max(0, found - LinesAround); line <= last; line++)
        {
            excerpt.Append(CultureInfo.InvariantCulture, $"{(line == found ? '>' : ' ')}{line + 1,6} | {lines[line]}\n");
        }

        return excerpt.ToString();
    }
}
