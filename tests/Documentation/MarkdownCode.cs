using System.Text;

namespace AttnGen.Tests.Documentation;

/// <summary>A fenced block of C# in a Markdown file.</summary>
/// <param name="Line">The line of its fence, from 1.</param>
/// <param name="Words">What follows <c>csharp</c> on the fence.</param>
/// <param name="Code">The lines between the fences.</param>
internal sealed record MarkdownCode(int Line, string Words, string Code)
{
    private const string Fence = "```";

    /// <summary>A block marked so shows a part of a file, or an error, and need not compile.</summary>
    public bool IsFragment => Words.Contains("fragment", StringComparison.Ordinal);

    /// <summary>All C# blocks of a file.</summary>
    /// <exception cref="FormatException">A fence is not closed.</exception>
    public static IReadOnlyList<MarkdownCode> Read(string markdown)
    {
        var blocks = new List<MarkdownCode>();
        string[] lines = markdown.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string opening = lines[i].Trim();
            if (!opening.StartsWith(Fence, StringComparison.Ordinal))
            {
                continue;
            }

            int start = i;
            var code = new StringBuilder();
            for (i++; i < lines.Length && lines[i].Trim() != Fence; i++)
            {
                code.Append(lines[i]).Append('\n');
            }

            if (i == lines.Length)
            {
                throw new FormatException($"The fence of line {start + 1} is not closed.");
            }

            string[] words = opening[Fence.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words is ["csharp" or "cs" or "c#" or "C#", .. string[] rest])
            {
                blocks.Add(new MarkdownCode(start + 1, string.Join(' ', rest), code.ToString()));
            }
        }

        return blocks;
    }
}
