using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Problems;
using Xunit;

namespace AttnGen.Tests.Kernels.Checks;

/// <summary>
/// One instance, called by eight threads at a time with different inputs, gives each of them the bits that it gives one thread alone.
/// </summary>
internal static class ConcurrencyCheck
{
    private const int Threads = 8;

    public static void Run(Kernel kernel, Entry entry, int calls)
    {
        AttentionWeights weights = new Problem(kernel.Shape, 1).Weights;
        foreach (KernelFace face in kernel.Faces(weights))
        {
            IEnumerable<Problem> problems = Enumerable.Range(1, Threads).Select(seed => new Problem(kernel.Shape, seed));
            RepeatedCall[] work = [.. problems.Select(problem => new RepeatedCall(face, entry, problem))];
            Answer<float>[] alone = [.. work.Select(call => Snapshot(call))];
            using var start = new Barrier(Threads);
            var failures = new string?[Threads];
            Thread[] threads =
            [
                .. Enumerable.Range(0, Threads).Select(index => new Thread(() =>
                {
                    start.SignalAndWait();
                    for (int i = 0; i < calls && failures[index] is null; i++)
                    {
                        work[index].Invoke(withLength: false, withWeights: true);
                        failures[index] = Difference(alone[index], work[index]);
                    }
                })),
            ];
            Array.ForEach(threads, thread => thread.Start());
            Array.ForEach(threads, thread => thread.Join());
            Assert.True(
                Array.TrueForAll(failures, failure => failure is null),
                $"{kernel} {entry} through {face.GetType().Name}: {string.Join("; ", failures.OfType<string>())}");
        }
    }

    private static Answer<float> Snapshot(RepeatedCall call)
    {
        call.Invoke(withLength: false, withWeights: true);
        return new Answer<float>((float[])call.Output.Clone(), (float[])call.AttentionWeights.Clone());
    }

    private static string? Difference(Answer<float> alone, RepeatedCall call)
    {
        if (!alone.Output.AsSpan().SequenceEqual(call.Output))
        {
            return "the output differs";
        }

        return alone.AttentionWeights.AsSpan().SequenceEqual(call.AttentionWeights) ? null : "the attention weights differ";
    }
}
