using Microsoft.CodeAnalysis.Text;

namespace AttnGen.Tests.Generator;

/// <summary>Source in which <c>[|</c> and <c>|]</c> mark the place that a diagnostic must point at.</summary>
internal sealed class MarkedSource
{
    private const string Start = "[|";
    private const string End = "|]";

    public MarkedSource(string marked)
    {
        int start = marked.IndexOf(Start, StringComparison.Ordinal);
        int end = marked.IndexOf(End, StringComparison.Ordinal);
        if (start < 0 || end < start || marked.LastIndexOf(Start, StringComparison.Ordinal) != start)
        {
            throw new ArgumentException("The source must mark exactly one place.", nameof(marked));
        }

        Text = marked.Remove(end, End.Length).Remove(start, Start.Length);
        Span = TextSpan.FromBounds(start, end - Start.Length);
    }

    public string Text { get; }

    public TextSpan Span { get; }

    public string Excerpt(TextSpan span) => Text[span.Start..span.End];
}
