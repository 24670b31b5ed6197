using System.Globalization;
using AttnGen.Tests.Kernels.Doubles;

namespace AttnGen.Tests.Kernels.Checks;

/// <summary>
/// Gathers the errors of a kernel and of the plain loop, and holds one against the other: the largest as rule 15 says, and the root of
/// their mean square, on which luck has less influence, more tightly.
/// </summary>
/// <param name="unit">A rounding of the kernel's numbers, in roundings of a float.</param>
internal sealed class ErrorBound(double unit = 1)
{
    /// <summary>A rounding of a double.</summary>
    public const double UnitOfDouble = 1.0 / (1 << 29);

    private const double TimesThePlainLoop = 2;
    private const double OfTheMagnitude = 1e-7;
    private const double TimesThePlainLoopInTheMean = 1.5;
    private const double OfTheMagnitudeInTheMean = 3e-8;

    // A wrong reference gives the plain loop and the kernel the same large error. Floats of these shapes' depths are far better.
    private const double PlainLoopOfTheMagnitude = 1e-3;

    private double _plain;
    private double _kernel;
    private double _magnitude;
    private double _plainSquares;
    private double _kernelSquares;
    private long _count;
    private string _worst = "";

    public void Add(ReadOnlySpan<double> reference, ReadOnlySpan<float> plain, ReadOnlySpan<float> kernel, string where)
    {
        Xunit.Assert.Equal(reference.Length, kernel.Length);
        for (int i = 0; i < reference.Length; i++)
        {
            if (Add(reference[i], Math.Abs(plain[i] - reference[i]), Math.Abs(kernel[i] - reference[i])))
            {
                _worst = string.Create(CultureInfo.InvariantCulture, $"{where}, [{i}]: {kernel[i]:R}, not {reference[i]:R}");
            }
        }
    }

    public void Add(ReadOnlySpan<DoubleDouble> exact, ReadOnlySpan<PlainDouble> plain, ReadOnlySpan<double> kernel, string where)
    {
        Xunit.Assert.Equal(exact.Length, kernel.Length);
        for (int i = 0; i < exact.Length; i++)
        {
            if (Add(exact[i].High, DoubleDouble.Error(exact[i], plain[i].Value), DoubleDouble.Error(exact[i], kernel[i])))
            {
                _worst = string.Create(CultureInfo.InvariantCulture, $"{where}, [{i}]: {kernel[i]:R}, not {exact[i].High:R}");
            }
        }
    }

    public void Assert(string what)
    {
        AssertWithin(_plain, PlainLoopOfTheMagnitude * unit * _magnitude, $"{what}: the plain loop's and the reference's disagreement");
        AssertWithin(_kernel, (TimesThePlainLoop * _plain) + (OfTheMagnitude * unit * _magnitude), $"{what}: largest error ({_worst})");
        double plainMean = Math.Sqrt(_plainSquares / Math.Max(1, _count));
        AssertWithin(
            Math.Sqrt(_kernelSquares / Math.Max(1, _count)),
            (TimesThePlainLoopInTheMean * plainMean) + (OfTheMagnitudeInTheMean * unit * _magnitude),
            $"{what}: root mean square error");
    }

    /// <summary>Counts one number; whether it is the worst so far.</summary>
    private bool Add(double reference, double plain, double kernel)
    {
        _magnitude = Math.Max(_magnitude, Math.Abs(reference));
        _plain = Math.Max(_plain, plain);
        _plainSquares += plain * plain;
        _kernelSquares += kernel * kernel;
        _count++;
        if (!(double.IsNaN(kernel) || kernel > _kernel))
        {
            return false;
        }

        // A NaN stays: no later error is larger than it.
        _kernel = double.IsNaN(_kernel) ? _kernel : kernel;
        return true;
    }

    private void AssertWithin(double error, double bound, string what) => Xunit.Assert.True(
        error <= bound,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{what} {error:E3} is above {bound:E3} (the plain loop's largest error {_plain:E3}, magnitude {_magnitude:E3})."));
}
