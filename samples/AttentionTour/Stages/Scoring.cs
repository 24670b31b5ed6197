using AttentionTour.Kernels;
using AttentionTour.Numbers;
using AttentionTour.Printing;
using AttentionTour.Words;

namespace AttentionTour.Stages;

/// <summary>Stage 2: the dot product of every query with every key.</summary>
internal static class Scoring
{
    /// <summary>S = Q·Kᵀ.</summary>
    public static Matrix Compute(Matrix query, Matrix key) => query.Times(key.Transposed());

    /// <summary>
    /// The scores that a kernel must have had, read back from its attention weights: ln softmax(s)ᵢ = sᵢ − a constant of the row. So they
    /// are known but for that constant, which is chosen to make each row's mean 0.
    /// </summary>
    public static Matrix FromWeights(Matrix attentionWeights) => attentionWeights.Map(Math.Log).LessRowMeans();

    /// <summary>The largest |S[i, j] − S[j, i]|.</summary>
    public static double Asymmetry(Matrix scores) => scores.DifferenceFrom(scores.Transposed());

    /// <summary>Prints the stage.</summary>
    public static void Show(Page page, int seed)
    {
        HandMadeHead head = HandMadeHead.Meaning;
        Matrix x = HandMadeWords.Embed(HandMadeWords.Sentence);
        (Matrix query, Matrix key, _) = Projection.Compute(x, head);
        Matrix scores = Compute(query, key);
        Matrix ofKernel = FromWeights(KernelRun.Of<UnscaledKernel>(head.ToWeights(), x).Weights);

        page.Quote(
            "If we have a 10-word sentence, this results in a [10 × 10] grid where every cell [S_ij] represents how much word [i] should "
            + "care about word [j].");
        page.Formula($"S = Q·Kᵀ        S[i, j] = Σ over c of Q[i, c]·K[j, c]");
        page.Matrices(
            HandMadeWords.Sentence,
            new MatrixView("S: a row a query, a column a key, 10 × 10", HandMadeWords.Sentence, scores)
            {
                Format = "0.0", ShowsLargest = true,
            });

        int bank = Array.IndexOf(HandMadeWords.Sentence, "bank");
        int vault = Array.IndexOf(HandMadeWords.Sentence, "vault");
        page.Prose($"""
            "bank" meets "vault" with {scores[bank, vault]:0.0}: sense asked with 8, sense offered with 1. The largest of each row is in
            brackets. Queries and keys are different, so the grid has two sides: "vault" meets "bank" with {scores[vault, bank]:0.0}.
            """);
        page.Prose($"""
            The kernel returns attention weights, not scores. But the logarithm of a softmax is the score less a constant of the
            row: so a kernel with Scale = 1 gives S back, compared here with each row's mean taken off.
            """);
        page.Check("S against the kernel", scores.LessRowMeans().DifferenceFrom(ofKernel));
        page.Gap();
        page.Finding(
            Verdict.WithinLimits,
            "Every cell says how much word i should care about word j",
            $"""
            A cell alone does not: only differences within its row count, as the comparison above shows (add 100 to a whole row and no
            weight moves). And the grid is not symmetric: here S[i, j] and S[j, i] differ by up to {Asymmetry(scores):0.0}.
            """);
    }
}
