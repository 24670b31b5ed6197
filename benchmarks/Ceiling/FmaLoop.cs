using System.Runtime.CompilerServices;

namespace AttnGen.Benchmarks.Ceiling;

/// <summary>
/// Multiply-adds on registers alone. Each accumulator depends only on itself, so with more of them than latency × ports the loop runs as
/// fast as the core can multiply and add: no kernel can be faster.
/// </summary>
internal static class FmaLoop
{
    /// <summary>
    /// The accumulators: with the factor they just fill the 16 registers of AVX2, and they keep two ports of 4 cycles' latency busy with
    /// a reserve (ARM64 cores with four such ports come to 15/16 of their ceiling).
    /// </summary>
    public const int Accumulators = 15;

    /// <summary>Its square is so small that no sum overflows, and so large that none is denormal, which some cores slow down for.</summary>
    private const float Factor = 1e-10f;

    /// <summary>Runs the loop.</summary>
    /// <returns>A number to keep, so that nothing is optimised away.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static float Run<T>(int iterations)
        where T : struct, IRegister<T>
    {
        T factor = T.Create(Factor);
        T sum0 = T.Create(0);
        T sum1 = T.Create(1);
        T sum2 = T.Create(2);
        T sum3 = T.Create(3);
        T sum4 = T.Create(4);
        T sum5 = T.Create(5);
        T sum6 = T.Create(6);
        T sum7 = T.Create(7);
        T sum8 = T.Create(8);
        T sum9 = T.Create(9);
        T sum10 = T.Create(10);
        T sum11 = T.Create(11);
        T sum12 = T.Create(12);
        T sum13 = T.Create(13);
        T sum14 = T.Create(14);
        for (int i = 0; i < iterations; i++)
        {
            sum0 = T.MultiplyAdd(factor, factor, sum0);
            sum1 = T.MultiplyAdd(factor, factor, sum1);
            sum2 = T.MultiplyAdd(factor, factor, sum2);
            sum3 = T.MultiplyAdd(factor, factor, sum3);
            sum4 = T.MultiplyAdd(factor, factor, sum4);
            sum5 = T.MultiplyAdd(factor, factor, sum5);
            sum6 = T.MultiplyAdd(factor, factor, sum6);
            sum7 = T.MultiplyAdd(factor, factor, sum7);
            sum8 = T.MultiplyAdd(factor, factor, sum8);
            sum9 = T.MultiplyAdd(factor, factor, sum9);
            sum10 = T.MultiplyAdd(factor, factor, sum10);
            sum11 = T.MultiplyAdd(factor, factor, sum11);
            sum12 = T.MultiplyAdd(factor, factor, sum12);
            sum13 = T.MultiplyAdd(factor, factor, sum13);
            sum14 = T.MultiplyAdd(factor, factor, sum14);
        }

        T low = sum0 + sum1 + sum2 + sum3 + sum4 + sum5 + sum6 + sum7;
        T high = sum8 + sum9 + sum10 + sum11 + sum12 + sum13 + sum14;
        return (low + high).First;
    }
}
