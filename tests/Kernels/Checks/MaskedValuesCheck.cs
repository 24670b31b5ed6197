using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Problems;

namespace AttnGen.Tests.Kernels.Checks;

/// <summary>
/// Rule 7: whatever keys, values or tokens hold at and past the length, NaN and infinities included, no bit of a result depends on it.
/// </summary>
internal static class MaskedValuesCheck
{
    public static void Run(Kernel kernel, Entry entry)
    {
        var clean = new Problem(kernel.Shape, 1);
        KernelFace face = kernel.ThroughInterface(clean.Weights);
        int all = kernel.Shape.KeyValueLength;
        foreach (int length in new[] { 0, 1, all / 3, all - 1 }.Distinct())
        {
            Answer<float> expected = GuardedCall.Run(face, entry, clean, Guard.AtEnd, length, attentionWeights: true);
            foreach (float planted in (float[])[float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue])
            {
                var problem = new Problem(kernel.Shape, 1);
                Tokens.Fill(problem, entry, length, all, planted);
                Answer<float> actual = GuardedCall.Run(face, entry, problem, Guard.AtEnd, length, attentionWeights: true);
                string what = $"{kernel} {entry}, length {length}, {planted} past it";
                Bits.AssertEqual(expected.Output, actual.Output, what);
                Bits.AssertEqual(expected.AttentionWeights, actual.AttentionWeights, what + ", attention weights");
            }
        }
    }
}
