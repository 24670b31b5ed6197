using AttentionTour.Kernels;
using AttentionTour.Numbers;
using AttentionTour.Printing;
using AttentionTour.Words;
using AttnGen;

namespace AttentionTour.Stages;

/// <summary>Stage 5: each word's output is the sum of all values, weighted.</summary>
internal static class Aggregation
{
    /// <summary>O = A·V.</summary>
    public static Matrix Compute(Matrix weights, Matrix value) => weights.Times(value);

    /// <summary>All five stages, one after the other.</summary>
    public static Matrix AllStages(Matrix x, HandMadeHead head)
    {
        (Matrix query, Matrix key, Matrix value) = Projection.Compute(x, head);
        Matrix scores = Scoring.Compute(query, key);
        Matrix scaled = Scaling.Compute(scores, key.Columns);
        Matrix weights = Softmax.Compute(scaled);
        return Compute(weights, value);
    }

    /// <summary>The sentence with its one clue exchanged.</summary>
    public static string[] RiverSentence() => [.. HandMadeWords.Sentence.Select(word => word == "vault" ? "river" : word)];

    /// <summary>Prints the stage.</summary>
    public static void Show(Page page, int seed)
    {
        HandMadeHead head = HandMadeHead.Meaning;
        Matrix x = HandMadeWords.Embed(HandMadeWords.Sentence);
        Matrix value = Projection.Compute(x, head).Value;
        Matrix output = AllStages(x, head);
        Matrix ofKernel = KernelRun.Of<SentenceKernel>(head.ToWeights(), x).Output;
        Matrix river = HandMadeWords.Embed(RiverSentence());
        Matrix riverOutput = AllStages(river, head);
        Matrix riverOfKernel = KernelRun.Of<SentenceKernel>(head.ToWeights(), river).Output;

        page.Quote(
            "The Value of “vault” (which contains “financial/secure container” information) is mixed into the representation of “bank.”");
        page.Formula($"O = A·V        O[i] = Σ over j of A[i, j]·V[j]");
        page.Matrices(
            HandMadeWords.Sentence,
            new MatrixView("V: before, 10 × 4", HandMadeHead.Contents, value),
            new MatrixView("O: after, 10 × 4", HandMadeHead.Contents, output));

        int bank = Array.IndexOf(HandMadeWords.Sentence, "bank");
        page.Prose($"""
            Before, "bank" is {value[bank, 1]:0.00} money and {value[bank, 2]:0.00} water. After, it is {output[bank, 1]:0.00} money and
            {output[bank, 2]:0.00} water: of this bank we know that it keeps a vault. Now exchange that one word, and nothing else:
            """);
        page.Matrices(
            ["bank, before", "… the vault was stuck.", "… the river was stuck."],
            new MatrixView(
                "the value of \"bank\", and what it becomes",
                HandMadeHead.Contents,
                Matrix.Of(value.Row(bank).ToArray(), output.Row(bank).ToArray(), riverOutput.Row(bank).ToArray())));

        double ownWeight = Softmax.KernelWeights(x, head)[bank, bank];
        page.Check("O against the kernel", output.DifferenceFrom(ofKernel));
        page.Check("O of the river sentence against the kernel", riverOutput.DifferenceFrom(riverOfKernel));
        page.Check("O against the kernel's Attend(Q, K, V)", output.DifferenceFrom(AttendOfKernel(x, head)));
        page.Gap();
        page.Finding(
            Verdict.WithinLimits,
            "The output for “bank” is a context-aware vector",
            $"""
            The same word comes out as {output[bank, 1]:0.00} money beside "vault" and as {riverOutput[bank, 2]:0.00} water beside
            "river". But it is mostly the other word: "bank" gave itself {ownWeight:0.00}. To mix it "into the representation of
            bank", a Transformer adds the output to X (the residual connection), which is outside attention.
            """);
    }

    /// <summary>The kernel's other entry: for who has queries, keys and values already.</summary>
    private static Matrix AttendOfKernel(Matrix x, HandMadeHead head)
    {
        AttentionShape shape = SentenceKernel.Shape;
        (Matrix query, Matrix key, Matrix value) = Projection.Compute(x, head);
        var output = new float[shape.AttendOutputLength];
        SentenceKernel.Attend(query.ToFloats(), key.ToFloats(), value.ToFloats(), output);
        return Matrix.Of(shape.N, shape.DV, output);
    }
}
