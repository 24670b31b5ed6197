using AttentionTour.Kernels;
using AttentionTour.Printing;

namespace AttentionTour;

/// <summary>Walks the stops that were asked for and says in the end whether the kernels agreed with the hand-made sums.</summary>
internal static class Tour
{
    /// <summary>Everything was shown and every kernel agreed.</summary>
    public const int Agreed = 0;

    /// <summary>A kernel returned something else than the hand-made computation.</summary>
    public const int Disagreed = 1;

    /// <summary>The command line was not understood.</summary>
    public const int Misunderstood = 2;

    /// <summary>Runs the tour.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="output">Takes the tour.</param>
    /// <param name="error">Takes what is wrong with the command line.</param>
    /// <param name="color">Whether <paramref name="output"/> is a terminal that wants colour.</param>
    /// <returns>The exit code: 0 all agreed, 1 a kernel did not, 2 the command line was not understood.</returns>
    public static int Run(string[] arguments, TextWriter output, TextWriter error, bool color)
    {
        if (!TourOptions.TryParse(arguments, out TourOptions options, out string? problem))
        {
            error.WriteLine(problem);
            error.WriteLine("Try --help.");
            return Misunderstood;
        }

        if (options.Help)
        {
            output.Write(TourOptions.HelpText());
            return Agreed;
        }

        var page = new Page(output, color);
        if (options.Stages.Count == 0)
        {
            Welcome(page, options.Seed);
        }

        for (int i = 0; i < Program.Stops.Length; i++)
        {
            Stop stop = Program.Stops[i];
            if (options.Shows(stop))
            {
                page.Heading(i + 1, stop.Title, stop.Name);
                stop.Show(page, options.Seed);
            }
        }

        Farewell(page, wholeTour: options.Stages.Count == 0);
        return page.Disagreements == 0 ? Agreed : Disagreed;
    }

    private static void Welcome(Page page, int seed)
    {
        page.Title("A tour of attention");
        page.Formula($"softmax(Q·Kᵀ / √dK) · V        with  Q = X·W_Q,  K = X·W_K,  V = X·W_V");
        page.Prose($"""
            Five stages on one sentence, each computed twice: by hand, in loops that read as the formula does, and by a kernel
            that the compiler wrote from an attribute. Then what is said about attention, measured. The quotations are from the
            article "The Architecture of Focus: A Deep Dive into Self-Attention", which this project started from; what
            stands in [brackets] was a formula there. Where the numbers say something else, that is said too.
            "--stage NAME" shows one stop by the name at the right of its heading.
            """);
        page.Prose($"""
            The words' embeddings and the weights of the five stages are made by hand, so that each axis has a name and you can
            see what happens; a trained model finds its own axes, and they rarely have names. Everything else is drawn at random
            from seed {seed}. The kernels run on {SentenceKernel.Tier}.
            """);
    }

    private static void Farewell(Page page, bool wholeTour)
    {
        if (wholeTour)
        {
            page.Title("What the article says, and how it fared");
            FindingPrinter.List(page, page.Findings);
        }

        if (page.Checks > 0)
        {
            page.Title("Hand against kernel");
            page.Prose($"""
                {page.Checks} comparisons with generated kernels, {page.Disagreements} beyond tolerance; the largest difference was
                {Figures.Small(page.LargestDifference)}.
                """);
        }
    }
}
