using AttnGen.Tests.Harness;
using Xunit;

namespace AttnGen.Tests.Kernels;

/// <summary>No entry point allocates after its first call on a thread, on whichever thread that is.</summary>
internal static class AllocationCheck
{
    private const int MeasuredCalls = 3;

    public static void Run(Kernel kernel)
    {
        var problem = new Problem(kernel.Shape, 1);
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
                    long allocated = Measure(call, withLength, withWeights);
                    Assert.True(allocated == 0, $"{what} allocated {allocated} bytes.");
                }
            }
        }
    }

    /// <summary>
    /// The bytes that one call allocates. A collection takes back the rest of the thread's allocation budget, some kilobytes, and may count
    /// them as allocated; when another test's garbage has caused one meanwhile, the call is measured again.
    /// </summary>
    private static long Measure(RepeatedCall call, bool withLength, bool withWeights)
    {
        const int Attempts = 20;
        long allocated = 0;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            int collections = GC.CollectionCount(0);
            long before = GC.GetAllocatedBytesForCurrentThread();
            call.Invoke(withLength, withWeights);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (allocated == 0 || collections == GC.CollectionCount(0))
            {
                return allocated;
            }
        }

        return allocated;
    }
}
