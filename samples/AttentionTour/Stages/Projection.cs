using AttentionTour.Kernels;
using AttentionTour.Numbers;
using AttentionTour.Printing;
using AttentionTour.Words;
using AttnGen;

namespace AttentionTour.Stages;

/// <summary>Stage 1: X becomes queries, keys and values.</summary>
internal static class Projection
{
    /// <summary>Q = X·W_Q, K = X·W_K, V = X·W_V.</summary>
    public static (Matrix Query, Matrix Key, Matrix Value) Compute(Matrix x, HandMadeHead head) =>
        (x.Times(head.Query), x.Times(head.Key), x.Times(head.Value));

    /// <summary>
    /// What a kernel's projection gives for each row of X. A kernel keeps its projections to itself; but a word that can only look at
    /// itself gives it all its attention, and then the output is the value: X·W, for the W that is passed as W_V.
    /// </summary>
    public static Matrix OfKernel(Matrix x, Matrix w)
    {
        var zero = new float[w.Rows * w.Columns];
        var kernel = new OneWordKernel(new AttentionWeights { Query = zero, Key = zero, Value = w.ToFloats() });
        float[] words = x.ToFloats();
        var values = new float[x.Rows * w.Columns];
        for (int row = 0; row < x.Rows; row++)
        {
            kernel.Forward(words.AsSpan(row * x.Columns, x.Columns), values.AsSpan(row * w.Columns, w.Columns));
        }

        return Matrix.Of(x.Rows, w.Columns, values);
    }

    /// <summary>Prints the stage.</summary>
    public static void Show(Page page, int seed)
    {
        HandMadeHead head = HandMadeHead.Meaning;
        Matrix x = HandMadeWords.Embed(HandMadeWords.Sentence);
        (Matrix query, Matrix key, Matrix value) = Compute(x, head);

        page.Quote("If the word is “bank,” the Query might be asking: “Am I looking for a river or a financial institution?”");
        page.Prose($"""
            Ten words, the full stop among them, each a row of dModel = 8 numbers. "bank" is half money and half water, and unsure
            of it; "vault" is money. "The" and "the" are the same row, and so are both "was": nothing here says where a word stands.
            """);
        page.Matrices(HandMadeWords.Sentence, new MatrixView("X: the words, 10 × 8", HandMadeWords.Axes, x) { Format = "0.0" });

        page.Prose($"""
            Three matrices of 8 × dK = 8 × 4 turn each word into a query (what it asks for), a key (what it offers) and a value
            (what it hands over). In a model they are learned; these were written by hand. Read the row "unsure": a word unsure of
            its sense asks for sense with strength 8, and offers −1 of it.
            """);
        page.Matrices(
            HandMadeWords.Axes,
            View("W_Q: asks for", HandMadeHead.Topics, head.Query),
            View("W_K: offers", HandMadeHead.Topics, head.Key),
            View("W_V: hands over", HandMadeHead.Contents, head.Value));

        page.Formula($"Q = X·W_Q      K = X·W_K      V = X·W_V");
        page.Matrices(
            HandMadeWords.Sentence,
            View("Q, 10 × 4", HandMadeHead.Topics, query),
            View("K, 10 × 4", HandMadeHead.Topics, key),
            View("V, 10 × 4", HandMadeHead.Contents, value));

        page.Prose($"""
            A kernel does not hand its projections out. But a word alone in its sentence gives itself all its attention, and its
            output is X·W for the W passed as W_V: so a kernel of the shape n = 1 shows them.
            """);
        page.Check("Q against the kernel", query.DifferenceFrom(OfKernel(x, head.Query)));
        page.Check("K against the kernel", key.DifferenceFrom(OfKernel(x, head.Key)));
        page.Check("V against the kernel", value.DifferenceFrom(OfKernel(x, head.Value)));
        page.Gap();
        page.Finding(
            Verdict.WithinLimits,
            "Training learns to ask better questions and to describe better",
            $"""
            And what to say. Queries and keys (W_Q, W_K) only decide who looks at whom; what is then handed over is W_V's: with W_V = 0 the
            largest output of the whole sentence is {Figures.Small(LargestOutputWithoutValues(x, head))}, however good the questions.
            """);
    }

    /// <summary>The largest output when values carry nothing: attention looks where it looked, and brings nothing back.</summary>
    public static double LargestOutputWithoutValues(Matrix x, HandMadeHead head)
    {
        HandMadeHead silent = head with { Value = head.Value.Map(_ => 0) };
        return KernelRun.Of<SentenceKernel>(silent.ToWeights(), x).Output.Map(Math.Abs).Range().High;
    }

    private static MatrixView View(string title, string[] columns, Matrix matrix) => new(title, columns, matrix) { Format = "0.0" };
}
