using AttentionTour.Kernels;
using AttentionTour.Numbers;
using AttentionTour.Printing;
using AttentionTour.Words;
using AttnGen;

namespace AttentionTour.Stages;

/// <summary>Stage 4: each row of scores becomes a distribution.</summary>
internal static class Softmax
{
    /// <summary>e^(s − max) / Σ e^(s − max), row by row. Taking the maximum off changes nothing but keeps e^s finite.</summary>
    public static Matrix Compute(Matrix scores)
    {
        var weights = new Matrix(scores.Rows, scores.Columns);
        for (int row = 0; row < scores.Rows; row++)
        {
            double max = double.NegativeInfinity;
            for (int key = 0; key < scores.Columns; key++)
            {
                max = Math.Max(max, scores[row, key]);
            }

            double sum = 0;
            for (int key = 0; key < scores.Columns; key++)
            {
                weights[row, key] = Math.Exp(scores[row, key] - max);
                sum += weights[row, key];
            }

            for (int key = 0; key < scores.Columns; key++)
            {
                weights[row, key] /= sum;
            }
        }

        return weights;
    }

    /// <summary>How far the worst row's sum is from 1.</summary>
    public static double LargestRowSumError(Matrix weights) =>
        Enumerable.Range(0, weights.Rows).Max(row => Math.Abs(weights.RowSum(row) - 1));

    /// <summary>Prints the stage.</summary>
    public static void Show(Page page, int seed)
    {
        HandMadeHead head = HandMadeHead.Meaning;
        Matrix x = HandMadeWords.Embed(HandMadeWords.Sentence);
        (Matrix query, Matrix key, _) = Projection.Compute(x, head);
        Matrix weights = Compute(Scaling.Compute(Scoring.Compute(query, key), key.Columns));
        Matrix ofKernel = KernelWeights(x, head);

        page.Quote(
            "This is why we call it “Fuzzy” — the model doesn't just pick the best word; it takes a weighted percentage of everything.");
        page.Formula($"A[i, j] = e^S[i, j] / Σ over k of e^S[i, k]");
        page.Matrices(
            HandMadeWords.Sentence,
            new MatrixView("A: the attention weights, 10 × 10", HandMadeWords.Sentence, weights) { Format = "0.000", ShowsLargest = true });

        int bank = Array.IndexOf(HandMadeWords.Sentence, "bank");
        int vault = Array.IndexOf(HandMadeWords.Sentence, "vault");
        double byChance = 1.0 / weights.Columns;
        double gap = Math.Log(0.85 * (weights.Columns - 1) / 0.15);
        page.Prose($"""
            "bank" gives "vault" {weights[bank, vault]:0.00}: close to the article's 0.85, because the 8 in W_Q was chosen so. An
            untrained head gives everyone about {byChance:0.00}; to reach 0.85 among {weights.Columns} words, one score must stand
            {gap:0.0} above all others. "vault" itself is sure of its sense and listens to all, a little more to "closed" and "stuck".
            """);
        page.Check("A against the kernel's attentionWeights", weights.DifferenceFrom(ofKernel));
        page.Check("the kernel's row sums against 1", LargestRowSumError(ofKernel));
        page.Gap();
        page.Finding(
            Verdict.Holds,
            "Softmax makes a distribution of the scores, summing to 100 %",
            $"""
            Every row sums to 1 within {Figures.Small(LargestRowSumError(ofKernel))}, in the kernel's single precision. The least
            weight here is {ofKernel.Range().Low:0.0000}: nobody is left out. It squashes rows, not cells: a weight depends on all
            scores of its row.
            """);
    }

    /// <summary>The attention weights as a user of the kernel takes them out.</summary>
    public static Matrix KernelWeights(Matrix x, HandMadeHead head)
    {
        AttentionShape shape = SentenceKernel.Shape;
        var output = new float[shape.OutputLength];
        var attentionWeights = new float[shape.AttentionWeightsLength];
        new SentenceKernel(head.ToWeights()).Forward(x.ToFloats(), output, attentionWeights: attentionWeights);
        return Matrix.Of(shape.N, shape.KeyValueLength, attentionWeights);
    }
}
