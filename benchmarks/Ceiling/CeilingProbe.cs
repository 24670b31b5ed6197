using System.Diagnostics;
using System.Runtime.Intrinsics;

namespace AttnGen.Benchmarks.Ceiling;

/// <summary>Measures the FMA ceilings by themselves.</summary>
internal static class CeilingProbe
{
    private const int Batches = 30;
    private const int CallsPerBatch = 200;

    /// <summary>The ceilings of the widths that this process can use, the widest first.</summary>
    public static IEnumerable<(KernelTier Tier, double Gflops)> All()
    {
        if (Vector512.IsHardwareAccelerated)
        {
            yield return (KernelTier.Vector512, Measure(KernelTier.Vector512));
        }

        if (Vector256.IsHardwareAccelerated)
        {
            yield return (KernelTier.Vector256, Measure(KernelTier.Vector256));
        }

        if (Vector128.IsHardwareAccelerated)
        {
            yield return (KernelTier.Vector128, Measure(KernelTier.Vector128));
        }

        yield return (KernelTier.Scalar, Measure(KernelTier.Scalar));
    }

    /// <summary>The ceiling of a tier in GFLOP/s: the fastest of many batches, for a ceiling is what nothing passes.</summary>
    public static double Measure(KernelTier tier)
    {
        using var ceiling = new FmaCeiling(tier);
        double best = 0;
        for (int batch = 0; batch < Batches; batch++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int call = 0; call < CallsPerBatch; call++)
            {
                ceiling.Run();
            }

            best = Math.Max(best, ceiling.Flops * CallsPerBatch / Stopwatch.GetElapsedTime(start).TotalNanoseconds);
        }

        return best;
    }
}
