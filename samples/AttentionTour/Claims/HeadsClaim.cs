using AttentionTour.Kernels;
using AttentionTour.Numbers;
using AttentionTour.Printing;
using AttentionTour.Words;
using AttnGen;

namespace AttentionTour.Claims;

/// <summary>Multi-head attention: several small attentions, their outputs side by side.</summary>
internal static class HeadsClaim
{
    /// <summary>Both heads in one kernel: their columns lie side by side in each matrix.</summary>
    public static KernelRun Together(Matrix x)
    {
        HandMadeHead left = HandMadeHead.Meaning;
        HandMadeHead right = HandMadeHead.Grammar;
        var both = new HandMadeHead(left.Query.Beside(right.Query), left.Key.Beside(right.Key), left.Value.Beside(right.Value));
        return KernelRun.Of<TwoHeadKernel>(both.ToWeights(), x);
    }

    /// <summary>One head in a kernel of its own.</summary>
    public static KernelRun Alone(Matrix x, HandMadeHead head) => KernelRun.Of<SentenceKernel>(head.ToWeights(), x);

    /// <summary>Prints the measurement.</summary>
    public static void Show(Page page, int seed)
    {
        string[] words = HandMadeWords.Sentence;
        Matrix x = HandMadeWords.Embed(words);
        KernelRun meaning = Alone(x, HandMadeHead.Meaning);
        KernelRun grammar = Alone(x, HandMadeHead.Grammar);
        KernelRun both = Together(x);
        Matrix firstHead = both.Weights.Reordered([.. Enumerable.Range(0, words.Length)]);
        Matrix secondHead = both.Weights.Reordered([.. Enumerable.Range(words.Length, words.Length)]);
        int bank = Array.IndexOf(words, "bank");
        int was = Array.IndexOf(words, "was");
        int stuck = Array.IndexOf(words, "stuck");
        int vault = Array.IndexOf(words, "vault");

        page.Quote("Running this process in parallel to capture different relationships like grammar vs vocabulary.");
        page.Prose($"""
            A row of weights sums to 1: a word that gives "vault" {firstHead[bank, vault]:0.00} has little left for its verb. A
            second head has a sum of its own. Here are two, by hand: the one from before, and one in which things look for their
            verb.
            """);
        page.Matrices(
            ["bank, meaning", "bank, grammar", "stuck, meaning", "stuck, grammar"],
            new MatrixView(
                "two rows of each head",
                words,
                Matrix.Of(
                    firstHead.Row(bank).ToArray(),
                    secondHead.Row(bank).ToArray(),
                    firstHead.Row(stuck).ToArray(),
                    secondHead.Row(stuck).ToArray()))
            {
                Format = "0.00", ShowsLargest = true,
            });
        page.Prose($"""
            "bank" looks to "vault" and to "was" at once; to both "was" alike, because nothing says which is its own (--stage order).
            The heads' outputs stand side by side, 4 + 4 columns, and a kernel with Heads = 2 is two kernels in one:
            """);
        page.Check("attention weights, head 0 against its own kernel", firstHead.DifferenceFrom(meaning.Weights));
        page.Check("attention weights, head 1 against its own kernel", secondHead.DifferenceFrom(grammar.Weights));
        page.Check("output against the two outputs side by side", both.Output.DifferenceFrom(meaning.Output.Beside(grammar.Output)));
        page.Gap();
        var oneHead = new AttentionShape(N: 128, DModel: 256, DK: 256);
        AttentionShape eightHeads = new AttentionShape(N: 128, DModel: 256, DK: 32) { Heads = 8 };
        page.Finding(
            Verdict.Holds,
            "Several attentions in parallel capture different relationships",
            $"""
            Two heads in one kernel return what two kernels do, within
            {Figures.Small(both.Output.DifferenceFrom(meaning.Output.Beside(grammar.Output)))}. "bank" gives
            {firstHead[bank, vault]:0.00} to "vault" in one head and {secondHead[bank, was]:0.00} to each "was" in the other. Cut
            from the same width, heads cost no more: 128 words of 256 numbers take {oneHead.ForwardFlops / 1e6:0.0} million
            operations in one head of 256 and {eightHeads.ForwardFlops / 1e6:0.0} in eight of 32 (only the exponentials are eight
            times as many).
            """);
    }
}
