using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Problems;
using Xunit;

namespace AttnGen.Tests.Kernels.Checks;

/// <summary>
/// Rule 15: a kernel's largest error against the reference in double is at most twice the plain float loop's, plus 1e-7 of the output's
/// magnitude. The same call also shows that nothing is read or written out of bounds, that masked places are exactly zero, and
/// that neither the alignment of the operands nor the way of calling changes a bit.
/// </summary>
internal static class AccuracyCheck
{
    // The largest of few errors depends on luck, the plain loop's and the kernel's: a shape is tried as often as its size allows.
    private const long FlopsToSpend = 12_000_000;
    private const int MostTrials = 12;

    public static void Run(Kernel kernel, Entry entry, Func<AttentionShape, int, Problem>? makeProblem = null)
    {
        makeProblem ??= static (shape, seed) => new Problem(shape, seed);
        AttentionShape shape = kernel.Shape;
        var trials = (int)Math.Clamp(FlopsToSpend / shape.ForwardFlops, 1, MostTrials);
        var output = new ErrorBound();
        var weights = new ErrorBound();
        for (int trial = 0; trial < trials; trial++)
        {
            Problem problem = makeProblem(shape, trial + 1);
            foreach (int length in problem.Lengths())
            {
                Compare(kernel, entry, problem, length, output, weights);
            }
        }

        output.Assert($"{kernel} {entry}: output");
        weights.Assert($"{kernel} {entry}: attention weights");
    }

    private static void Compare(Kernel kernel, Entry entry, Problem problem, int length, ErrorBound output, ErrorBound weights)
    {
        Answer<double> reference = problem.Reference(entry, length);
        Answer<float> plain = problem.Plain(entry, length);
        KernelFace throughInterface = kernel.ThroughInterface(problem.Weights);
        KernelFace throughClass = kernel.ThroughClass(problem.Weights);
        int? passed = length == problem.Shape.KeyValueLength ? null : length;
        string what = $"length {length}";
        string where = $"{kernel} {entry}, {what}";

        Answer<float> bare = GuardedCall.Run(throughInterface, entry, problem, Guard.AtEnd, passed, attentionWeights: false);
        Answer<float> full = GuardedCall.Run(throughClass, entry, problem, Guard.AtEnd, passed, attentionWeights: true);
        AssertSameBits(bare, GuardedCall.Run(throughClass, entry, problem, Guard.AtStart, passed, attentionWeights: false), where);
        AssertSameBits(full, GuardedCall.Run(throughInterface, entry, problem, Guard.AtStart, passed, attentionWeights: true), where);

        double[] referenceWeights = Array.ConvertAll(reference.AttentionWeights, static weight => (double)weight);
        output.Add(reference.Output, plain.Output, bare.Output, what);
        output.Add(reference.Output, plain.Output, full.Output, what);
        weights.Add(referenceWeights, plain.AttentionWeights, full.AttentionWeights, what);
        AttentionWeightsCheck.Run(problem.Shape, entry, length, full.AttentionWeights, where);
        AssertPaddingIsZero(problem.Shape, entry, length, bare.Output, where);
        AssertPaddingIsZero(problem.Shape, entry, length, full.Output, where);
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
