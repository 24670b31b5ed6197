using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Features;
using AttnGen.Tests.Kernels.Problems;
using AttnGen.Tests.Kernels.Shapes;
using Xunit;

namespace AttnGen.Tests.Kernels.Batches;

/// <summary>A batch in one call: the bits of each entry alone, nothing allocated, everything checked before anything is written.</summary>
[Trait("Category", "Kernels")]
public sealed class BatchTests
{
    private const int Seed = 77;

    public static TheoryData<string> Plain => KernelsUnderTest.RepresentativeNames;

    public static TheoryData<string> Combined => [.. FeatureKernels.CombinedNames];

    [Theory]
    [MemberData(nameof(Plain))]
    public void Every_entry_gets_the_bits_that_it_gets_alone(string className) => BatchCheck.AssertSameBits(KernelsUnderTest.Of(className), Seed);

    [Theory]
    [MemberData(nameof(Combined))]
    public void So_does_every_entry_of_shapes_with_features(string className) => BatchCheck.AssertSameBits(FeatureKernels.Combined[className], Seed);

    [Theory]
    [MemberData(nameof(Plain))]
    public void A_batch_allocates_nothing(string className)
    {
        Kernel kernel = KernelsUnderTest.Of(className);
        var operands = new BatchOperands(kernel.Shape, 3, Seed);
        foreach (Entry entry in Enum.GetValues<Entry>())
        {
            BatchResults results = operands.Results(entry);
            Kernel.BatchForward forward = kernel.ForwardBatch(operands.Weights);
            BatchCheck.Call(kernel, forward, operands, entry, results, operands.Arguments(entry, results, maskPerEntry: true));
            long before = GC.GetAllocatedBytesForCurrentThread();
            BatchCheck.Call(kernel, forward, operands, entry, results, operands.Arguments(entry, results, maskPerEntry: true));
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }
}
