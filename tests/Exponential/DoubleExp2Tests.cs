using AttnGen.Generator.Shape;
using AttnGen.Tests.Kernels.Doubles;
using Xunit;

namespace AttnGen.Tests.Exponential;

/// <summary>The kernels' 2^x of doubles, on a dense grid and between its points; the tier tests repeat it on the lower tiers.</summary>
[Trait("Category", "Kernels")]
public sealed class DoubleExp2Tests
{
    private const double MostUlps = 1.1;
    private const int Points = 200_000;
    private const int WholeVectors = 16;

    private static readonly EmittedExp2<double> s_exp2 = EmittedExp2<double>.OfThisProcess(NumberType.Double);

    [Fact]
    public void The_error_is_within_the_promise()
    {
        var random = new Random(1);
        double[] x =
        [
            .. Enumerable.Range(0, Points).Select(point => ((point + random.NextDouble()) / Points) - 0.5),
            .. Enumerable.Range(0, Points).Select(_ => (random.NextDouble() * 2045) - 1022),
            .. Enumerable.Range(0, Points).Select(_ => -Math.ScaleB(random.NextDouble(), random.Next(-60, 8))),
        ];
        double[] powers = [.. x];
        s_exp2.Replace(powers);
        (double largest, double at) = (0, 0);
        for (int i = 0; i < x.Length; i++)
        {
            DoubleDouble exact = DoubleDouble.Exp2(x[i]);
            double ulps = DoubleDouble.Error(exact, powers[i]) / (Math.BitIncrement(exact.High) - exact.High);
            // So written that NaN counts.
            (largest, at) = ulps <= largest ? (largest, at) : (ulps, x[i]);
        }

        Assert.True(largest <= MostUlps, $"{largest:F3} ulp at x = {at:R}");
    }

    [Fact]
    public void Whole_powers_are_exact()
    {
        double[] x = [.. Enumerable.Range(-1022, 2046).Select(whole => (double)whole), .. new double[2]];
        double[] powers = [.. x];
        s_exp2.Replace(powers);
        Assert.Equal(Array.ConvertAll(x, whole => Math.ScaleB(1, (int)whole)), powers);
    }

    [Theory]
    [InlineData(double.NegativeInfinity, 2.2250738585072014E-308)]
    [InlineData(double.MinValue, 2.2250738585072014E-308)]
    [InlineData(-1022.5, 2.2250738585072014E-308)]
    [InlineData(-0.0, 1)]
    [InlineData(double.Epsilon, 1)]
    [InlineData(-double.Epsilon, 1)]
    [InlineData(double.NaN, double.NaN)]
    public void Special_numbers_are_what_they_should_be(double x, double power)
    {
        double[] powers = [.. Enumerable.Repeat(x, WholeVectors)];
        s_exp2.Replace(powers);
        Assert.All(powers, actual => Assert.Equal(power, actual));
    }

    [Fact]
    public void NaN_stays_NaN_whatever_it_carries()
    {
        var random = new Random(2);
        double[] powers =
            [.. Enumerable.Range(0, 1600).Select(_ => BitConverter.Int64BitsToDouble(random.NextInt64() | 0x7FF0_0000_0000_0001 | (random.NextInt64() << 63)))];
        s_exp2.Replace(powers);
        Assert.All(powers, power => Assert.True(double.IsNaN(power)));
    }
}
