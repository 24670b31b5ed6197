using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Problems;

namespace AttnGen.Tests.Kernels.Batches;

/// <summary>A batch in one call beside its entries one by one.</summary>
internal static class BatchCheck
{
    /// <summary>Every entry of a batch gets the bits that it gets alone.</summary>
    public static void AssertSameBits(Kernel kernel, int seed)
    {
        foreach (int batch in new[] { 1, 3 })
        {
            var operands = new BatchOperands(kernel.Shape, batch, seed + batch);
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

    /// <summary>One call for a whole batch.</summary>
    public static void Call(
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
}
