using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Problems;
using Xunit;

namespace AttnGen.Tests.Kernels.Checks;

/// <summary>No entry point allocates after its first call on a thread, on whichever thread that is.</summary>
internal static class AllocationCheck
{
    private const int MeasuredCalls = 3;

    public static void Run(Kernel kernel) => Run(kernel, new Problem(kernel.Shape, 1));

    public static void Run(Kernel kernel, Problem problem)
    {
        foreach (KernelFace face in kernel.Faces(problem.Weights))
        {
            foreach (Entry entry in Enum.GetValues<Entry>())
            {
                var call = new RepeatedCall(face, entry, problem);
                call.Invoke(withLength: false, withWeights: false);
                AssertNone(call, $"{kernel} {entry} through {face.GetType().Name}");
                AssertNoneOnFreshThread(call, $"{kernel} {entry} through {face.GetType().Name} on a fresh thread");
            }
        }
    }

    private static void AssertNoneOnFreshThread(RepeatedCall call, string what)
    {
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                // The one call that may allocate: it takes the scratch memory, whatever its arguments.
                call.Invoke(withLength: true, withWeights: false);
                AssertNone(call, what);
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        });
        thread.Start();
        thread.Join();
        if (failure is not null)
        {
            throw new InvalidOperationException("On a fresh thread.", failure);
        }
    }

    private static void AssertNone(RepeatedCall call, string what)
    {
        for (int i = 0; i < MeasuredCalls; i++)
        {
            foreach (bool withLength in (ReadOnlySpan<bool>)[false, true])
            {
                foreach (bool withWeights in (ReadOnlySpan<bool>)[false, true])
                {
                    long before = GC.GetAllocatedBytesForCurrentThread();
                    call.Invoke(withLength, withWeights);
                    long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                    Assert.True(allocated == 0, $"{what} allocated {allocated} bytes.");
                }
            }
        }
    }
}
