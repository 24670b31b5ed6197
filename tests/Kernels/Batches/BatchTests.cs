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
    public void Every_entry_gets_the_bits_that_it_gets_alone(string className) => AssertSameBits(KernelsUnderTest.Of(className));

    [Theory]
    [MemberData(nameof(Combined))]
    public void So_does_every_entry_of_shapes_with_features(string className) => AssertSameBits(FeatureKernels.Combined[className]);

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
            Call(kernel, forward, operands, entry, results, operands.Arguments(entry, results, maskPerEntry: true));
            long before = GC.GetAllocatedBytesForCurrentThread();
            Call(kernel, forward, operands, entry, results, operands.Arguments(entry, results, maskPerEntry: true));
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    private static void AssertSameBits(Kernel kernel)
    {
        foreach (int batch in new[] { 1, 3 })
        {
            var operands = new BatchOperands(kernel.Shape, batch, Seed + batch);
            foreach (Entry entry in Enum.GetValues<Entry>())
            {
                foreach (bool maskPerEntry in new[] { false, true })
                {
                    BatchResults together = operands.Results(entry);
                    Call(
                        kernel,
                        kernel.ForwardBatch(operands.Weights),
                        operands,
                        entry,
                        together,
                        operands.Arguments(entry, together, maskPerEntry));
                    Alone(kernel, operands, entry, maskPerEntry).AssertEqual(together, $"{kernel} {entry} of {batch}, mask per entry: {maskPerEntry}");
                }
            }
        }
    }

    private static BatchResults Alone(Kernel kernel, BatchOperands operands, Entry entry, bool maskPerEntry)
    {
        BatchResults results = operands.Results(entry);
        for (int index = 0; index < operands.Batch; index++)
        {
            AttentionArguments arguments = operands.Arguments(entry, results, maskPerEntry, index);
            if (entry == Entry.Forward)
            {
                kernel.Forward(operands.Weights, operands.Of(operands.X, index), operands.Of(results.Output, index), arguments);
            }
            else
            {
                kernel.Attend(
                    operands.Of(operands.Query, index),
                    operands.Of(operands.Key, index),
                    operands.Of(operands.Value, index),
                    operands.Of(results.Output, index),
                    arguments);
            }
        }

        return results;
    }

    private static void Call(
        Kernel kernel, Kernel.BatchForward forward, BatchOperands operands, Entry entry, BatchResults results, BatchArguments arguments)
    {
        if (entry == Entry.Forward)
        {
            forward(operands.X, results.Output, arguments);
        }
        else
        {
            kernel.AttendBatch(operands.Query, operands.Key, operands.Value, results.Output, arguments);
        }
    }
}
