using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Checks;
using AttnGen.Tests.Kernels.Problems;
using Xunit;

namespace AttnGen.Tests.Kernels.Doubles;

/// <summary>
/// Rule 15 for kernels of doubles: the largest error, against numbers of twice their precision, is at most twice that of the plain loop in
/// doubles, plus 1.7 roundings of the output's magnitude. Every operand lies at a guard page.
/// </summary>
[Trait("Category", "Kernels")]
public sealed class DoubleKernelTests
{
    // As in the check of float kernels: the largest of few errors depends on luck.
    private const long FlopsToSpend = 4_000_000;
    private const int MostTrials = 6;

    /// <summary>Far behind the table of RoPE, and not so far that a double knows the angle less well than the plain loop's sums are known.</summary>
    private const int Position = 1000;

    public static TheoryData<string> Names => DoubleKernelSet.All.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Output_and_weights_are_as_accurate_as_doubles_are(string className)
    {
        DoubleKernel kernel = DoubleKernelSet.All[className];
        Assert.Equal(ProcessorTier.Expected, kernel.Tier);
        var trials = (int)Math.Clamp(FlopsToSpend / kernel.Shape.ForwardFlops, 1, MostTrials);
        foreach (Entry entry in Enum.GetValues<Entry>())
        {
            var outputs = new ErrorBound(ErrorBound.UnitOfDouble);
            var weights = new ErrorBound(ErrorBound.UnitOfDouble);
            for (int trial = 1; trial <= trials; trial++)
            {
                int position = kernel.Shape.Rope == RopePairing.None || trial == 1 ? 0 : Position;
                Compare(kernel, entry, new DoubleProblem(kernel.Shape, trial) { Position = position }, outputs, weights);
            }

            outputs.Assert($"{kernel} {entry}: output");
            weights.Assert($"{kernel} {entry}: attention weights");
        }
    }

    private static void Compare(DoubleKernel kernel, Entry entry, DoubleProblem problem, ErrorBound outputErrors, ErrorBound weightErrors)
    {
        DoubleKernel.DoubleFace face = kernel.Bind(problem.Weights);
        foreach (int length in problem.Lengths())
        {
            int? passed = length == kernel.Shape.KeyValueLength ? null : length;
            (DoubleDouble[] exact, DoubleDouble[] exactWeights) = problem.Solve<DoubleDouble>(entry, length);
            (PlainDouble[] plain, PlainDouble[] plainWeights) = problem.Solve<PlainDouble>(entry, length);
            (double[] output, double[] weights) = face.Run(entry, problem, Guard.AtEnd, passed, asksForWeights: true);
            outputErrors.Add(exact, plain, output, $"length {length}");
            weightErrors.Add(exactWeights, plainWeights, weights, $"length {length}");

            (double[] again, _) = face.Run(entry, problem, Guard.AtStart, passed, asksForWeights: false);
            Assert.True(
                output.AsSpan().SequenceEqual(again),
                $"{kernel} {entry} length {length}: the output depends on its place, or on whether weights are asked for.");
        }
    }
}
