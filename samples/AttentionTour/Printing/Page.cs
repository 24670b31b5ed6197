using System.Globalization;

namespace AttentionTour.Printing;

/// <summary>
/// A page of at most 100 columns to print on. It also keeps count of the comparisons with generated kernels, and keeps the findings.
/// </summary>
/// <remarks>Every number is written in the invariant culture: texts come in as <see cref="FormattableString"/> for that reason.</remarks>
/// <param name="output">Takes the text.</param>
/// <param name="color">Whether to colour it.</param>
internal sealed class Page(TextWriter output, bool color)
{
    /// <summary>The widest line.</summary>
    public const int Width = 100;

    /// <summary>What every line but a heading starts with.</summary>
    public const string Margin = "  ";

    /// <summary>The largest difference between hand and kernel that single precision excuses here.</summary>
    public const double Tolerance = 1e-5;

    private readonly List<Finding> _findings = [];
    private string _stage = string.Empty;

    /// <summary>The colours of this page.</summary>
    public Ink Ink { get; } = new(color);

    /// <summary>What was found so far.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>How many comparisons with kernels were made.</summary>
    public int Checks { get; private set; }

    /// <summary>How many of them were beyond tolerance.</summary>
    public int Disagreements { get; private set; }

    /// <summary>The largest difference seen in any comparison.</summary>
    public double LargestDifference { get; private set; }

    /// <summary>A numbered heading with the name that <c>--stage</c> takes.</summary>
    public void Heading(int number, string title, string name)
    {
        _stage = name;
        string start = string.Create(CultureInfo.InvariantCulture, $"━━ {number} · {title} ");
        string end = $" {name} ━━";
        output.WriteLine();
        output.WriteLine(Ink.Bold(start + new string('━', Width - start.Length - end.Length) + end));
        output.WriteLine();
    }

    /// <summary>A heading without a number.</summary>
    public void Title(string title)
    {
        string start = $"━━ {title} ";
        output.WriteLine();
        output.WriteLine(Ink.Bold(start + new string('━', Width - start.Length)));
        output.WriteLine();
    }

    /// <summary>A paragraph, wrapped.</summary>
    public void Prose(FormattableString text)
    {
        foreach (string line in Wrap.Lines(Invariant(text), Width - Margin.Length))
        {
            Line(line);
        }

        Gap();
    }

    /// <summary>The article's own words.</summary>
    public void Quote(string text)
    {
        foreach (string line in Wrap.Lines(text, Width - Margin.Length - 2))
        {
            Line(Ink.Faint("│ " + line));
        }

        Gap();
    }

    /// <summary>A line of its own for a formula.</summary>
    public void Formula(FormattableString formula)
    {
        Line(Margin + Ink.Bold(Invariant(formula)));
        Gap();
    }

    /// <summary>A line as it is, inside the margin.</summary>
    public void Line(string text) => output.WriteLine((Margin + text).TrimEnd());

    /// <summary>An empty line.</summary>
    public void Gap() => output.WriteLine();

    /// <summary>Compares what was computed by hand with what a kernel returned.</summary>
    /// <param name="what">What is compared.</param>
    /// <param name="difference">The largest absolute difference; NaN counts as disagreement.</param>
    public void Check(string what, double difference)
    {
        bool agrees = difference <= Tolerance;
        Checks++;
        Disagreements += agrees ? 0 : 1;
        LargestDifference = Math.Max(LargestDifference, difference);
        string mark = agrees ? Ink.Good("✓") : Ink.Bad($"✗ (more than {Figures.Small(Tolerance)})");
        Line($"{mark} {what}: largest difference {Ink.Bold(Figures.Small(difference))}");
    }

    /// <summary>Says how a claim of the article fared, and keeps it for the list at the end.</summary>
    /// <param name="verdict">How it fared.</param>
    /// <param name="claim">The claim.</param>
    /// <param name="measured">What was measured, with its numbers.</param>
    public void Finding(Verdict verdict, string claim, FormattableString measured)
    {
        var finding = new Finding(_stage, verdict, claim, Invariant(measured));
        _findings.Add(finding);
        FindingPrinter.WithNumbers(this, finding);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
