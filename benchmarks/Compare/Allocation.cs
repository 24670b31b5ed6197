using AttnGen.Benchmarks.Engines;

namespace AttnGen.Benchmarks.Compare;

/// <summary>Counts managed bytes; what native engines take from their own heaps is not seen.</summary>
internal static class Allocation
{
    private const int Calls = 8;

    /// <summary>The bytes that one call allocates on the managed heap, after the first.</summary>
    public static long BytesPerCall(IEngine engine, bool slow)
    {
        int calls = slow ? 1 : Calls;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < calls; i++)
        {
            engine.Run();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / calls;
    }
}
