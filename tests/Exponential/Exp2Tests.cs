using AttnGen.Generator.Shape;
using Xunit;

namespace AttnGen.Tests.Exponential;

/// <summary>
/// The kernels' 2^x over a thousandth of all floats; the command <c>exp2</c> of this project takes every one. The tier tests repeat it on
/// the lower tiers.
/// </summary>
[Trait("Category", "Kernels")]
public sealed class Exp2Tests
{
    /// <summary>A prime, so that the values taken have every ending.</summary>
    private const uint Stride = 997;

    private static readonly EmittedExp2<float> s_exp2 = EmittedExp2<float>.OfThisProcess(NumberType.Float);

    [Fact]
    public void The_error_is_within_the_promise() =>
        Assert.All(FloatRange.Computed, range =>
        {
            Exp2Error largest = Exp2Scan.LargestError(s_exp2, range, Stride);
            Assert.True(largest.Ulps <= Exp2Scan.MostUlps, $"{range.Name}: {largest}");
        });

    [Fact]
    public void Whole_powers_are_exact()
    {
        float[] x = [.. Enumerable.Range(-126, 254).Select(whole => (float)whole), .. new float[2]];
        float[] powers = [.. x];
        s_exp2.Replace(powers);
        Assert.Equal(Array.ConvertAll(x, whole => (float)Math.Pow(2, whole)), powers);
    }

    [Fact]
    public void Below_the_smallest_normal_float_it_is_that_float() =>
        Assert.Equal(0, Exp2Scan.CountOthers(s_exp2, FloatRange.Raised, Stride, (float)Math.Pow(2, -126)));

    [Fact]
    public void NaN_stays_NaN_whatever_it_carries() =>
        Assert.All(FloatRange.NotANumber, range => Assert.Equal(0, Exp2Scan.CountOthers(s_exp2, range, Stride, float.NaN)));

    [Fact]
    public void The_reference_agrees_with_the_mathematical_library()
    {
        const double TwoUlpsOfDouble = 4.5e-16;
        var random = new Random(1);
        for (int i = 0; i < 1_000_000; i++)
        {
            double x = (random.NextDouble() * 253) - 126;
            double expected = Math.Pow(2, x);
            Assert.InRange(Exp2Reference.Power(x) / expected, 1 - TwoUlpsOfDouble, 1 + TwoUlpsOfDouble);
        }
    }

    [Fact]
    public void The_scan_counts_ulps()
    {
        Assert.Equal(0, Exp2Reference.UlpsOff(3, 8));
        Assert.Equal(1, Exp2Reference.UlpsOff(3, MathF.BitIncrement(8)));
        // Below a power of two neighbours are half as far apart; an ulp is that of the exact value.
        Assert.Equal(0.5, Exp2Reference.UlpsOff(3, MathF.BitDecrement(8)));
        Assert.Equal(3, Exp2Reference.UlpsOff(127, MathF.BitIncrement(MathF.BitIncrement(MathF.BitIncrement(MathF.ScaleB(1, 127))))));
        Assert.InRange(Exp2Reference.UlpsOff(0.5f, (float)Math.Sqrt(2)), 0, 0.5);
        Assert.InRange(Exp2Reference.UlpsOff(-0.5f, MathF.BitIncrement((float)Math.Sqrt(0.5))), 0.5, 1.5);
        Assert.True(double.IsNaN(Exp2Reference.UlpsOff(1, float.NaN)));
    }
}
