using AttentionTour.Kernels;
using AttentionTour.Numbers;
using AttentionTour.Printing;
using AttentionTour.Words;

namespace AttentionTour.Stages;

/// <summary>Stage 3: the scores divided by √dK.</summary>
internal static class Scaling
{
    /// <summary>S / √dK.</summary>
    public static Matrix Compute(Matrix scores, int dK) => scores.Map(score => score / Math.Sqrt(dK));

    /// <summary>Prints the stage.</summary>
    public static void Show(Page page, int seed)
    {
        HandMadeHead head = HandMadeHead.Meaning;
        Matrix x = HandMadeWords.Embed(HandMadeWords.Sentence);
        (Matrix query, Matrix key, _) = Projection.Compute(x, head);
        Matrix scores = Scoring.Compute(query, key);
        Matrix scaled = Compute(scores, key.Columns);
        Matrix ofKernel = Scoring.FromWeights(KernelRun.Of<SentenceKernel>(head.ToWeights(), x).Weights);

        page.Quote(
            "By dividing by [√dK], we push the values back into a range where the Softmax is “sensitive,” allowing the model to learn "
            + "effectively during backpropagation.");
        page.Formula($"S / √dK = S / √{key.Columns} = S / {Math.Sqrt(key.Columns)}");
        page.Matrices(
            HandMadeWords.Sentence,
            new MatrixView("S / √dK, 10 × 10", HandMadeWords.Sentence, scaled) { Format = "0.00", ShowsLargest = true });

        int bank = Array.IndexOf(HandMadeWords.Sentence, "bank");
        int vault = Array.IndexOf(HandMadeWords.Sentence, "vault");
        double without = Softmax.Compute(scores)[bank, vault];
        double with = Softmax.Compute(scaled)[bank, vault];
        page.Prose($"""
            Nothing changes places; the distances shrink. They are exponents in the next stage: without scaling "bank" would give
            "vault" {without:0.0000} of its attention, with it {with:0.0000}. At dK = 4 that is no drama yet: --stage saturation
            goes to dK = 512. (A kernel spends nothing on this stage: the factor is folded into W_Q when it is built.)
            """);
        page.Check("S / √dK against the kernel, row means taken off", scaled.LessRowMeans().DifferenceFrom(ofKernel));
    }
}
