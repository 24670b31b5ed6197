using AttentionTour.Kernels;
using AttentionTour.Numbers;
using AttentionTour.Printing;
using AttentionTour.Words;

namespace AttentionTour.Claims;

/// <summary>Attention sees a set of words: shuffle them, and the outputs are shuffled in the same way.</summary>
internal static class OrderClaim
{
    /// <summary>A shuffled order of n rows.</summary>
    public static int[] Shuffled(int n, int seed)
    {
        int[] order = [.. Enumerable.Range(0, n)];
        new Random(seed).Shuffle(order);
        return order;
    }

    /// <summary>How far attention of shuffled words is from shuffled attention of the words.</summary>
    public static double ShuffleDifference(Matrix x, int[] order) =>
        Attend(x.Reordered(order)).DifferenceFrom(Attend(x).Reordered(order));

    /// <summary>How far apart the outputs of the two words "was" are.</summary>
    public static double DifferenceOfTwins(Matrix x)
    {
        Matrix output = Attend(x);
        int first = Array.IndexOf(HandMadeWords.Sentence, "was");
        int second = Array.LastIndexOf(HandMadeWords.Sentence, "was");
        return output.Reordered([first]).DifferenceFrom(output.Reordered([second]));
    }

    /// <summary>
    /// X with a code of the position added to each word: sin and cos of the position at wavelengths from 2π to 10000·2π (Vaswani et
    /// al., 2017, section 3.5).
    /// </summary>
    public static Matrix WithPositions(Matrix x)
    {
        var result = new Matrix(x.Rows, x.Columns);
        for (int position = 0; position < x.Rows; position++)
        {
            for (int c = 0; c < x.Columns; c++)
            {
                double angle = position / Math.Pow(10000, (c - (c % 2)) / (double)x.Columns);
                result[position, c] = x[position, c] + (c % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle));
            }
        }

        return result;
    }

    /// <summary>Prints the measurement.</summary>
    public static void Show(Page page, int seed)
    {
        Matrix x = HandMadeWords.Embed(HandMadeWords.Sentence);
        int[] order = Shuffled(x.Rows, seed);
        double twins = DifferenceOfTwins(x);
        double twinsWithPositions = DifferenceOfTwins(WithPositions(x));
        double shuffledWithPositions = Attend(WithPositions(x.Reordered(order))).DifferenceFrom(Attend(WithPositions(x)).Reordered(order));

        page.Quote("Self-Attention treats a sentence not as a chain, but as a fully connected graph.");
        page.Prose($"""
            A graph has no first word. Shuffled, the sentence reads "{string.Join(' ', order.Select(i => HandMadeWords.Sentence[i]))}", and
            every word gets the very output it had before:
            """);
        page.Check("attention of shuffled words against shuffled attention", ShuffleDifference(x, order));
        page.Check("the first \"was\" against the second", twins);
        page.Gap();
        page.Prose($"""
            So the two "was", the bank's and the vault's, cannot be told apart: they ask the same and get the same. A model must be told
            where words stand. With the position codes of the Transformer's first paper added to X, order matters:
            """);
        page.Table(
            [new("largest difference"), new("without positions"), new("with positions")],
            [
                ["shuffled before or after", Figures.Small(ShuffleDifference(x, order)), Figures.Small(shuffledWithPositions)],
                ["first and second \"was\"", Figures.Small(twins), Figures.Small(twinsWithPositions)],
            ]);
        page.Finding(
            Verdict.WithinLimits,
            "Attention links verbs to their distant subjects",
            $"""
            Not by attention alone. Without positions the outputs of the two "was" differ by {Figures.Small(twins)}; with them by
            {twinsWithPositions:0.00}. The article does not mention positions: Transformers add them to X, rotate queries and keys by
            them, or at least mask the future, which breaks the symmetry too.
            """);
    }

    private static Matrix Attend(Matrix x) => KernelRun.Of<SentenceKernel>(HandMadeHead.Meaning.ToWeights(), x).Output;
}
