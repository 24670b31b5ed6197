using AttentionTour.Kernels;
using AttentionTour.Numbers;
using AttentionTour.Printing;
using AttentionTour.Stages;
using AttentionTour.Words;

namespace AttentionTour.Claims;

/// <summary>Cross-attention: keys and values come from somewhere else.</summary>
internal static class CrossClaim
{
    /// <summary>The attention weights and outputs of the translation, by hand.</summary>
    public static KernelRun TranslateByHand()
    {
        HandMadeHead head = HandMadeTranslation.Head;
        Matrix query = HandMadeWords.Embed(HandMadeTranslation.English).Times(head.Query);
        Matrix key = HandMadeTranslation.Context.Times(head.Key);
        Matrix value = HandMadeTranslation.Context.Times(head.Value);
        Matrix weights = Softmax.Compute(Scaling.Compute(Scoring.Compute(query, key), key.Columns));
        return new KernelRun(Aggregation.Compute(weights, value), weights);
    }

    /// <summary>The same from the kernel.</summary>
    public static KernelRun TranslateByKernel() => KernelRun.Of<TranslationKernel>(
        HandMadeTranslation.Head.ToWeights(), HandMadeWords.Embed(HandMadeTranslation.English), HandMadeTranslation.Context);

    /// <summary>How far self-attention is from cross-attention whose context is the sentence itself.</summary>
    public static double SelfAgainstOwnContext()
    {
        Matrix x = HandMadeWords.Embed(HandMadeWords.Sentence);
        KernelRun self = KernelRun.Of<SentenceKernel>(HandMadeHead.Meaning.ToWeights(), x);
        KernelRun cross = KernelRun.Of<OwnContextKernel>(HandMadeHead.Meaning.ToWeights(), x, x);
        return Math.Max(self.Output.DifferenceFrom(cross.Output), self.Weights.DifferenceFrom(cross.Weights));
    }

    /// <summary>Prints the measurement.</summary>
    public static void Show(Page page, int seed)
    {
        KernelRun byHand = TranslateByHand();
        KernelRun byKernel = TranslateByKernel();

        page.Quote(
            "Cross-Attention (used in translation) might use Queries from an English sentence to look at Keys/Values from a French "
            + "sentence.");
        page.Prose($"""
            Five English words of 8 numbers ask, six French words of 6 numbers answer: neither the lengths nor the widths need to agree,
            only queries and keys must (dK = 5). The scores are 5 × 6. Both vocabularies and the weights are made by hand.
            """);
        page.Formula($"Q = X·W_Q  (5 × 5)     K = C·W_K  (6 × 5)     V = C·W_V  (6 × 6)");
        page.Matrices(
            HandMadeTranslation.English,
            new MatrixView("A: English asks (rows), French answers (columns), 5 × 6", HandMadeTranslation.French, byHand.Weights)
            {
                Format = "0.000", ShowsLargest = true,
            });
        page.Matrices(
            HandMadeTranslation.English,
            new MatrixView("O: what each English word brought back, 5 × 6", HandMadeTranslation.FrenchAxes, byHand.Output)
            {
                Format = "0.000",
            });
        page.Prose($"""
            "vault" has two words in French, "chambre forte", and divides its attention between them.
            """);
        page.Check("A against the kernel", byHand.Weights.DifferenceFrom(byKernel.Weights));
        page.Check("O against the kernel", byHand.Output.DifferenceFrom(byKernel.Output));
        page.Check("self-attention against cross-attention whose context is X itself", SelfAgainstOwnContext());
        page.Gap();
        page.Finding(
            Verdict.Holds,
            "In self-attention, queries, keys and values come from one source",
            $"""
            That is the whole difference: given X as its own context, the cross-attention kernel returns what the self-attention kernel
            does, within {Figures.Small(SelfAgainstOwnContext())}. English asking French is how one translates from French to English.
            """);
    }
}
