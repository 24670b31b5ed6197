using AttentionTour.Kernels;
using AttentionTour.Numbers;
using AttentionTour.Printing;
using AttentionTour.Stages;
using AttentionTour.Words;

namespace AttentionTour.Claims;

/// <summary>Rows are independent of each other: what makes attention parallel.</summary>
internal static class RowsClaim
{
    /// <summary>Each row of the sentence on its own: one query, ten keys; the rows in any order, on any number of threads.</summary>
    public static Matrix RowByRow(Matrix x, HandMadeHead head, bool parallel)
    {
        var kernel = new OneRowKernel(head.ToWeights());
        float[] words = x.ToFloats();
        int width = x.Columns;
        var output = new float[x.Rows * OneRowKernel.Shape.DV];
        if (parallel)
        {
            Parallel.For(0, x.Rows, Row);
        }
        else
        {
            for (int row = x.Rows - 1; row >= 0; row--)
            {
                Row(row);
            }
        }

        return Matrix.Of(x.Rows, OneRowKernel.Shape.DV, output);

        void Row(int row) => kernel.Forward(
            words.AsSpan(row * width, width), output.AsSpan(row * OneRowKernel.Shape.DV, OneRowKernel.Shape.DV), words);
    }

    /// <summary>Prints the measurement.</summary>
    public static void Show(Page page, int seed)
    {
        HandMadeHead head = HandMadeHead.Meaning;
        Matrix x = HandMadeWords.Embed(HandMadeWords.Sentence);
        Matrix byHand = Aggregation.AllStages(x, head);
        Matrix together = KernelRun.Of<SentenceKernel>(head.ToWeights(), x).Output;
        Matrix lastToFirst = RowByRow(x, head, parallel: false);
        Matrix threads = RowByRow(x, head, parallel: true);

        page.Quote("Unlike RNNs, the entire [n × n] matrix can be calculated in one giant GPU operation.");
        page.Prose($"""
            A row of the output needs its own query and everybody's keys and values, but no other row. So a kernel of one query and ten
            keys (n: 1, KeyValueLength = 10) can compute the rows one at a time, from the last to the first, or all at once on any
            number of threads. A recurrence cannot: its step t starts from the result of step t − 1.
            """);
        page.Check("all rows in one call against hand", byHand.DifferenceFrom(together));
        page.Check("rows one at a time, last to first, against all in one call", lastToFirst.DifferenceFrom(together));
        page.Check("rows in parallel against one at a time", threads.DifferenceFrom(lastToFirst));
        page.Gap();
        page.Finding(
            Verdict.WithinLimits,
            "The n × n matrix can be calculated in one giant GPU operation",
            $"""
            The rows need not wait for each other: in parallel they give the same numbers (difference
            {Figures.Small(threads.DifferenceFrom(lastToFirst))}). But it is no single operation: two products with a softmax
            between, after three projections, each waiting for the one before. It needs no GPU: this ran without. And a model that
            writes text still produces one word after the other.
            """);
    }
}
