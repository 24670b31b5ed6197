using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Checks;
using AttnGen.Tests.Kernels.Problems;
using AttnGen.Tests.Kernels.Shapes;
using Xunit;

namespace AttnGen.Tests.Kernels.Rules;

/// <summary>Rule 16: the same inputs give the same bits.</summary>
[Trait("Category", "Kernels")]
public sealed class DeterminismTests
{
    private const int Calls = 60;

    public static TheoryData<string> Names => KernelsUnderTest.RepresentativeNames;

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule16_a_call_leaves_no_trace_in_the_next(string name)
    {
        Kernel kernel = KernelsUnderTest.Of(name);
        var problem = new Problem(kernel.Shape, 1);
        var other = new Problem(kernel.Shape, 2);
        other.X.AsSpan().Fill(float.NaN);
        other.Value.AsSpan().Fill(float.PositiveInfinity);
        foreach (Entry entry in Enum.GetValues<Entry>())
        {
            KernelFace face = kernel.ThroughClass(problem.Weights);
            Answer<float> first = GuardedCall.Run(face, entry, problem, Guard.AtEnd, null, attentionWeights: true);
            GuardedCall.Run(face, entry, other, Guard.AtEnd, null, attentionWeights: true);
            Answer<float> second = GuardedCall.Run(face, entry, problem, Guard.AtStart, null, attentionWeights: true);
            Bits.AssertEqual(first.Output, second.Output, $"{kernel} {entry}: output after another call");
            Bits.AssertEqual(first.AttentionWeights, second.AttentionWeights, $"{kernel} {entry}: attention weights after another call");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule16_eight_threads_sharing_an_instance_each_get_the_bits_that_one_gets(string name)
    {
        Kernel kernel = KernelsUnderTest.Of(name);
        ConcurrencyCheck.Run(kernel, Entry.Forward, Calls);
        ConcurrencyCheck.Run(kernel, Entry.Attend, Calls);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule16_both_weight_layouts_give_the_same_bits(string name)
    {
        Kernel kernel = KernelsUnderTest.Of(name);
        var problem = new Problem(kernel.Shape, 1);
        AttentionWeights transposed = WeightTools.Transposed(kernel.Shape, problem.Weights);
        Answer<float> direct = GuardedCall.Run(
            kernel.ThroughClass(problem.Weights), Entry.Forward, problem, Guard.AtEnd, null, attentionWeights: false);
        Answer<float> fromTransposed = GuardedCall.Run(
            kernel.ThroughClass(transposed), Entry.Forward, problem, Guard.AtEnd, null, attentionWeights: false);
        Bits.AssertEqual(direct.Output, fromTransposed.Output, $"{kernel}: weights [out, in]");
    }
}
