using AttnGen.Tests.Harness;
using Xunit;

namespace AttnGen.Tests.Kernels;

/// <summary>
/// Rule 15: a kernel's largest error against the reference in double is at most twice the plain float loop's, plus 1e-7 of the output's
/// magnitude. The same call also shows that nothing is read or written out of bounds, that masked places are exactly zero, and
/// that neither the alignment of the operands nor the way of calling changes a bit.
/// </summary>
internal static class AccuracyCheck
{
    // Small outputs give few errors to take the largest of, so the plain loop's may be small by luck: they are tried more often.
    private const int ErrorsWanted = 600;
    private const int MostTrials = 12;

    public static void Run(Kernel kernel, Entry entry, Func<AttentionShape, int, Problem>? makeProblem = null)
    {
        makeProblem ??= static (shape, seed) => new Problem(shape, seed);
        AttentionShape shape = kernel.Shape;
        int trials = Math.Clamp(ErrorsWanted / shape.OutputLengthOf(entry), 1, MostTrials);
        var errors = new SortedDictionary<int, (ErrorBound Output, ErrorBound Weights)>();
        for (int trial = 0; trial < trials; trial++)
        {
            Problem problem = makeProblem(shape, trial + 1);
            foreach (int length in problem.Lengths())
            {
                if (!errors.TryGetValue(length, out (ErrorBound Output, ErrorBound Weights) error))
                {
                    errors.Add(length, error = (new ErrorBound(), new ErrorBound()));
                }

                Compare(kernel, entry, problem, length, error.Output, error.Weights);
            }
        }

        foreach ((int length, (ErrorBound output, ErrorBound weights)) in errors)
        {
            output.Assert($"{kernel} {entry}, length {length}: output");
            weights.Assert($"{kernel} {entry}, length {length}: attention weights");
        }
    }

    private static void Compare(Kernel kernel, Entry entry, Problem problem, int length, ErrorBound output, ErrorBound weights)
    {
        Answer<double> reference = problem.Reference(entry, length);
        Answer<float> plain = problem.Plain(entry, length);
        KernelFace throughInterface = kernel.ThroughInterface(problem.Weights);
        KernelFace throughClass = kernel.ThroughClass(problem.Weights);
        int? passed = length == problem.Shape.KeyValueLength ? null : length;
        string what = $"{kernel} {entry}, length {length}";

        Answer<float> bare = GuardedCall.Run(throughInterface, entry, problem, Guard.AtEnd, passed, attentionWeights: false);
        Answer<float> full = GuardedCall.Run(throughClass, entry, problem, Guard.AtEnd, passed, attentionWeights: true);
        AssertSameBits(bare, GuardedCall.Run(throughClass, entry, problem, Guard.AtStart, passed, attentionWeights: false), what);
        AssertSameBits(full, GuardedCall.Run(throughInterface, entry, problem, Guard.AtStart, passed, attentionWeights: true), what);

        output.Add(reference.Output, plain.Output, bare.Output);
        output.Add(reference.Output, plain.Output, full.Output);
        weights.Add(Array.ConvertAll(reference.AttentionWeights, static weight => (double)weight), plain.AttentionWeights, full.AttentionWeights);
        AttentionWeightsCheck.Run(problem.Shape, entry, length, full.AttentionWeights, what);
        AssertPaddingIsZero(problem.Shape, entry, length, bare.Output, what);
        AssertPaddingIsZero(problem.Shape, entry, length, full.Output, what);
    }

    private static void AssertPaddingIsZero(AttentionShape shape, Entry entry, int length, float[] output, string what)
    {
        int computed = shape.ComputedRows(entry, length) * (output.Length / shape.N);
        if (entry == Entry.Forward)
        {
            Assert.False(output.AsSpan(computed).ContainsAnyExcept(0f), $"{what}: a row of padding is not zero.");
        }
    }

    private static void AssertSameBits(Answer<float> expected, Answer<float> actual, string what)
    {
        Bits.AssertEqual(expected.Output, actual.Output, $"{what}: output");
        Bits.AssertEqual(expected.AttentionWeights, actual.AttentionWeights, $"{what}: attention weights");
    }
}
