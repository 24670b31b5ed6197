using AttnGen.Tests.Harness;

namespace AttnGen.Tests.Exponential;

/// <summary>Holds the kernels' 2^x against <see cref="Exp2Reference"/>, float by float.</summary>
internal static class Exp2Scan
{
    private const double MostUlpsInDegree5 = 1.8;
    private const double MostUlpsInDegree6 = 1.1;

    private const int Chunk = 4096;

    /// <summary>The promise on this process's tier: the lower ones, where multiply-adds may not be fused, take a higher degree.</summary>
    public static double MostUlps => ProcessorTier.Expected >= KernelTier.Vector256 ? MostUlpsInDegree5 : MostUlpsInDegree6;

    /// <summary>The largest error in a range of <see cref="FloatRange.Computed"/>.</summary>
    public static Exp2Error LargestError(EmittedExp2<float> exp2, FloatRange range, uint stride)
    {
        var largest = new Exp2Error(0, 0, 1);
        Walk(exp2, range, stride, (x, powers) => largest = LargestError(largest, x, powers));
        return largest;
    }

    /// <summary>How many floats of a range do not become the power that all of it should; NaN is expected as NaN.</summary>
    public static long CountOthers(EmittedExp2<float> exp2, FloatRange range, uint stride, float expected)
    {
        long others = 0;
        Walk(exp2, range, stride, (_, powers) => others += CountOthers(powers, expected));
        return others;
    }

    private static void Walk(EmittedExp2<float> exp2, FloatRange range, uint stride, Action<ReadOnlySpan<float>, ReadOnlySpan<float>> check)
    {
        float[] x = new float[Chunk];
        float[] powers = new float[Chunk];
        for (long start = 0; start < range.Count(stride); start += Chunk)
        {
            int count = range.Fill(x, start, stride);
            x.CopyTo(powers, 0);
            exp2.Replace(powers);
            check(x.AsSpan(0, count), powers.AsSpan(0, count));
        }
    }

    private static Exp2Error LargestError(Exp2Error largest, ReadOnlySpan<float> x, ReadOnlySpan<float> powers)
    {
        double most = largest.Ulps;
        for (int i = 0; i < x.Length; i++)
        {
            double ulps = Exp2Reference.UlpsOff(x[i], powers[i]);
            // So written that NaN counts.
            if (!(ulps <= most))
            {
                most = double.IsNaN(ulps) ? double.PositiveInfinity : ulps;
                largest = new Exp2Error(most, x[i], powers[i]);
            }
        }

        return largest;
    }

    private static long CountOthers(ReadOnlySpan<float> powers, float expected)
    {
        long others = 0;
        foreach (float power in powers)
        {
            others += power.Equals(expected) ? 0 : 1;
        }

        return others;
    }
}
