using System.Globalization;
using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Problems;
using Xunit;

namespace AttnGen.Tests.Kernels.Checks;

/// <summary>
/// Holds one answer against the reference where scores are so large, or operands so odd, that rule 15's yardstick says nothing:
/// NaN and infinities must be where the reference has them, and the rest within a tolerance.
/// </summary>
internal static class ReferenceCheck
{
    public static void Run(Kernel kernel, Entry entry, Problem problem, int length, double tolerance, string what)
    {
        Answer<double> reference = problem.Reference(entry, length);
        foreach (bool attentionWeights in (bool[])[false, true])
        {
            Answer<float> actual = GuardedCall.Run(
                kernel.ThroughInterface(problem.Weights), entry, problem, Guard.AtEnd, length, attentionWeights);
            string where = $"{kernel} {entry}, length {length}, {what}";
            AssertClose(reference.Output, actual.Output, tolerance, where);
            if (attentionWeights)
            {
                AssertClose(
                    Array.ConvertAll(reference.AttentionWeights, static weight => (double)weight),
                    actual.AttentionWeights,
                    tolerance,
                    where + ", attention weights");
            }
        }
    }

    private static void AssertClose(ReadOnlySpan<double> reference, ReadOnlySpan<float> actual, double tolerance, string what)
    {
        for (int i = 0; i < reference.Length; i++)
        {
            bool close = double.IsFinite(reference[i])
                ? Math.Abs(reference[i] - actual[i]) <= tolerance
                : reference[i].Equals(actual[i]);
            if (!close)
            {
                Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"{what}: [{i}] is {actual[i]:R}, not {reference[i]:R}."));
            }
        }
    }
}
