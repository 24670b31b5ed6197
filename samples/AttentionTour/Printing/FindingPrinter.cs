namespace AttentionTour.Printing;

/// <summary>Prints findings: where they are made with their numbers, and at the end of the tour one a line.</summary>
internal static class FindingPrinter
{
    private const int VerdictWidth = 13;
    private const int StageWidth = 11;

    /// <summary>The claim, its verdict and what was measured.</summary>
    public static void WithNumbers(Page page, Finding finding)
    {
        int claimWidth = Page.Width - Page.Margin.Length - 2 - VerdictWidth;
        page.Line("▸ " + page.Ink.Bold(finding.Claim.PadRight(claimWidth)) + Inked(page.Ink, finding.Verdict, VerdictWidth));
        foreach (string line in Wrap.Lines(finding.Measured, Page.Width - Page.Margin.Length - 2))
        {
            page.Line("  " + line);
        }

        page.Gap();
    }

    /// <summary>All claims with their verdicts and where to read more.</summary>
    public static void List(Page page, IEnumerable<Finding> findings)
    {
        int claimWidth = Page.Width - Page.Margin.Length - 1 - VerdictWidth - StageWidth;
        foreach (Finding finding in findings)
        {
            page.Line(
                finding.Claim.PadRight(claimWidth)
                + Inked(page.Ink, finding.Verdict, VerdictWidth) + " "
                + page.Ink.Faint(finding.Stage.PadLeft(StageWidth)));
        }

        page.Gap();
    }

    private static string Inked(Ink ink, Verdict verdict, int width) => verdict switch
    {
        Verdict.Holds => ink.Good("holds".PadLeft(width)),
        Verdict.WithinLimits => ink.Doubt("within limits".PadLeft(width)),
        _ => ink.Doubt("too strong".PadLeft(width)),
    };
}
