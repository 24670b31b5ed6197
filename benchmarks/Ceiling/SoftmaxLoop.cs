using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AttnGen.Benchmarks.Ceiling;

/// <summary>
/// What every softmax does with every score, in memory that the first-level cache holds: the largest is taken away, the difference becomes a power
/// of two, which is added to a sum and stored. 2^x is a whole power times a polynomial of degree 5, as precise as floats need, and nothing more:
/// no row has an end, no score is infinite, and the largest is known. Three registers go step by step together: of one, two and three
/// that is the fastest on Zen 3, and as fast as the kernels' own.
/// </summary>
internal static class SoftmaxLoop
{
    /// <summary>The registers that go together; scores are whole multiples of them.</summary>
    public const int Together = 3;

    /// <summary>Added to a number below 2^22 it leaves the nearest whole number in the lowest bits.</summary>
    private const float Rounder = 12_582_912;

    /// <summary>Below, 2^x is no normal float.</summary>
    private const float Lowest = -126;

    /// <summary>Writes 2^(score − largest) of each score.</summary>
    /// <returns>A part of the sum, so that it is computed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static float Run<T>(Span<float> scores, Span<float> powers, float largest)
        where T : struct, IRegister<T>
    {
        ref float source = ref MemoryMarshal.GetReference(scores);
        ref float target = ref MemoryMarshal.GetReference(powers);
        T max = T.Create(largest);
        T sum0 = T.Create(0);
        T sum1 = sum0;
        T sum2 = sum0;
        for (nint i = 0; i < scores.Length; i += Together * T.Lanes)
        {
            T x0 = T.Max(T.Create(Lowest), T.Load(ref Unsafe.Add(ref source, i)) - max);
            T x1 = T.Max(T.Create(Lowest), T.Load(ref Unsafe.Add(ref source, i + T.Lanes)) - max);
            T x2 = T.Max(T.Create(Lowest), T.Load(ref Unsafe.Add(ref source, i + (2 * T.Lanes))) - max);
            T whole0 = x0 + T.Create(Rounder);
            T whole1 = x1 + T.Create(Rounder);
            T whole2 = x2 + T.Create(Rounder);
            x0 -= whole0 - T.Create(Rounder);
            x1 -= whole1 - T.Create(Rounder);
            x2 -= whole2 - T.Create(Rounder);
            T power0 = T.MultiplyAdd(T.Create(0.00132257142f), x0, T.Create(0.00967226271f));
            T power1 = T.MultiplyAdd(T.Create(0.00132257142f), x1, T.Create(0.00967226271f));
            T power2 = T.MultiplyAdd(T.Create(0.00132257142f), x2, T.Create(0.00967226271f));
            power0 = T.MultiplyAdd(power0, x0, T.Create(0.0555089936f));
            power1 = T.MultiplyAdd(power1, x1, T.Create(0.0555089936f));
            power2 = T.MultiplyAdd(power2, x2, T.Create(0.0555089936f));
            power0 = T.MultiplyAdd(power0, x0, T.Create(0.24022229f));
            power1 = T.MultiplyAdd(power1, x1, T.Create(0.24022229f));
            power2 = T.MultiplyAdd(power2, x2, T.Create(0.24022229f));
            power0 = T.MultiplyAdd(power0, x0, T.Create(0.693146825f));
            power1 = T.MultiplyAdd(power1, x1, T.Create(0.693146825f));
            power2 = T.MultiplyAdd(power2, x2, T.Create(0.693146825f));
            power0 = T.Scale(T.MultiplyAdd(power0, x0, T.Create(1)), whole0);
            power1 = T.Scale(T.MultiplyAdd(power1, x1, T.Create(1)), whole1);
            power2 = T.Scale(T.MultiplyAdd(power2, x2, T.Create(1)), whole2);
            sum0 += power0;
            sum1 += power1;
            sum2 += power2;
            power0.Store(ref Unsafe.Add(ref target, i));
            power1.Store(ref Unsafe.Add(ref target, i + T.Lanes));
            power2.Store(ref Unsafe.Add(ref target, i + (2 * T.Lanes)));
        }

        return (sum0 + sum1 + sum2).First;
    }
}
