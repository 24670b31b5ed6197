using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Checks;
using AttnGen.Tests.Kernels.HandWritten;
using AttnGen.Tests.Kernels.Problems;

namespace AttnGen.Tests.Kernels.Decoding;

/// <summary>
/// Rule 15 step by step: what steps of any length make of a sequence is held against the reference in double over all its tokens at once.
/// The same runs show that nothing out of bounds is read or written, and that neither the alignment of operands nor the way of calling
/// changes a bit.
/// </summary>
internal static class DecoderAccuracyCheck
{
    // A text takes time with the square of its tokens, and the largest of few errors depends on luck.
    private const long FlopsToSpend = 20_000_000;

    public static void Run(DecoderKernel kernel, Entry entry)
    {
        var output = new ErrorBound();
        var weights = new ErrorBound();
        long flops = kernel.Shape.WithoutCache(DecodedText.LengthOf(kernel.Shape)).ForwardFlops;
        long trials = Math.Clamp(FlopsToSpend / flops, 1, 3);
        for (int seed = 1; seed <= trials; seed++)
        {
            var text = new DecodedText(kernel.Shape, seed);
            foreach (int[] steps in Schedule.Of(kernel.Shape, seed))
            {
                Compare(kernel, entry, text, steps, output, weights);
            }
        }

        output.Assert($"{kernel} {entry}: output");
        weights.Assert($"{kernel} {entry}: attention weights");
    }

    private static void Compare(DecoderKernel kernel, Entry entry, DecodedText text, int[] steps, ErrorBound output, ErrorBound weights)
    {
        string what = $"steps of {string.Join(' ', steps.Take(12))}{(steps.Length > 12 ? " …" : string.Empty)}";
        DecoderFace throughInterface = kernel.ThroughInterface(text.Weights);
        DecoderFace throughClass = kernel.ThroughClass(text.Weights);
        Answer<float> bare = text.Run(throughInterface, entry, steps, Guard.AtEnd, withWeights: false);
        Answer<float> full = text.Run(throughClass, entry, steps, Guard.AtStart, withWeights: true);
        Bits.AssertEqual(bare.Output, full.Output, $"{kernel} {entry}, {what}");

        int past = 0;
        foreach (int count in text.Known(steps))
        {
            CompareRows(entry, text, past, past + count, full, output, weights, what);
            past += count;
        }
    }

    private static void CompareRows(
        Entry entry, DecodedText text, int first, int end, Answer<float> actual, ErrorBound output, ErrorBound weights, string what)
    {
        AttentionShape whole = text.Whole.Shape;
        AttentionShape shape = whole.WithoutCache(end);
        var referenceWeights = new float[shape.AttentionWeightsLength];
        var plainWeights = new float[shape.AttentionWeightsLength];
        var plain = new float[shape.OutputLengthOf(entry)];
        double[] reference;
        if (entry == Entry.Forward)
        {
            float[] x = text.Whole.X[..shape.InputLength];
            reference = AttentionReference.Forward(shape, text.Whole.Weights, x, new AttentionArguments { AttentionWeights = referenceWeights });
            PlainLoop.Forward(shape, text.Whole.Weights, x, default, end, position: 0, plain, plainWeights);
        }
        else
        {
            float[] query = text.Whole.Query[..shape.QueryLength];
            float[] key = text.Whole.Key[..shape.KeyLength];
            float[] value = text.Whole.Value[..shape.ValueLength];
            reference = AttentionReference.Attend(shape, query, key, value, new AttentionArguments { AttentionWeights = referenceWeights });
            PlainLoop.Attend(shape, query, key, value, end, plain, plainWeights);
        }

        int width = plain.Length / end;
        Range rows = (first * width)..(end * width);
        output.Add(reference[rows], plain[rows], actual.Output[rows], what);
        for (int head = 0; head < shape.Heads; head++)
        {
            for (int query = first; query < end; query++)
            {
                int known = ((head * end) + query) * end;
                double[] expected = Array.ConvertAll(referenceWeights[known..(known + end)], static weight => (double)weight);
                int got = ((head * text.Tokens) + query) * text.Tokens;
                weights.Add(expected, plainWeights.AsSpan(known, end), actual.AttentionWeights.AsSpan(got, end), what);
            }
        }
    }
}
