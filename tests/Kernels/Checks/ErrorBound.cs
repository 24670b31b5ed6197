using System.Globalization;

namespace AttnGen.Tests.Kernels.Checks;

/// <summary>
/// Gathers the errors of a kernel and of the plain loop, and holds one against the other: the largest as rule 15 says, and the root of
/// their mean square, on which luck has less influence, more tightly.
/// </summary>
internal sealed class ErrorBound
{
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
            _magnitude = Math.Max(_magnitude, Math.Abs(reference[i]));
            _plain = Math.Max(_plain, Math.Abs(plain[i] - reference[i]));
            double error = Math.Abs(kernel[i] - reference[i]);
            _plainSquares += (plain[i] - reference[i]) * (plain[i] - reference[i]);
            _kernelSquares += error * error;
            _count++;
            if (double.IsNaN(error) || error > _kernel)
            {
                // A NaN stays: no later error is larger than it.
                _kernel = double.IsNaN(_kernel) ? _kernel : error;
                _worst = string.Create(CultureInfo.InvariantCulture, $"{where}, [{i}]: {kernel[i]:R}, not {reference[i]:R}");
            }
        }
    }

    public void Assert(string what)
    {
        AssertWithin(_plain, PlainLoopOfTheMagnitude * _magnitude, $"{what}: the plain loop's and the reference's disagreement");
        AssertWithin(_kernel, (TimesThePlainLoop * _plain) + (OfTheMagnitude * _magnitude), $"{what}: largest error ({_worst})");
        double plainMean = Math.Sqrt(_plainSquares / Math.Max(1, _count));
        AssertWithin(
            Math.Sqrt(_kernelSquares / Math.Max(1, _count)),
            (TimesThePlainLoopInTheMean * plainMean) + (OfTheMagnitudeInTheMean * _magnitude),
            $"{what}: root mean square error");
    }

    private void AssertWithin(double error, double bound, string what) => Xunit.Assert.True(
        error <= bound,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{what} {error:E3} is above {bound:E3} (the plain loop's largest error {_plain:E3}, magnitude {_magnitude:E3})."));
}
