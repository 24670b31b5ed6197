using System.Globalization;

namespace AttnGen.Tests.Kernels;

/// <summary>Gathers the largest errors of a kernel and of the plain loop, and holds one against the other as rule 15 says.</summary>
internal sealed class ErrorBound
{
    private const double TimesThePlainLoop = 2;
    private const double OfTheMagnitude = 1e-7;

    private double _plain;
    private double _kernel;
    private double _magnitude;
    private string _worst = "";

    public void Add(ReadOnlySpan<double> reference, ReadOnlySpan<float> plain, ReadOnlySpan<float> kernel)
    {
        Xunit.Assert.Equal(reference.Length, kernel.Length);
        for (int i = 0; i < reference.Length; i++)
        {
            _magnitude = Math.Max(_magnitude, Math.Abs(reference[i]));
            _plain = Math.Max(_plain, Math.Abs(plain[i] - reference[i]));
            double error = Math.Abs(kernel[i] - reference[i]);
            if (double.IsNaN(error) || error > _kernel)
            {
                // A NaN stays: no later error is larger than it.
                _kernel = double.IsNaN(_kernel) ? _kernel : error;
                _worst = string.Create(CultureInfo.InvariantCulture, $"[{i}] is {kernel[i]:R}, not {reference[i]:R}");
            }
        }
    }

    public void Assert(string what)
    {
        double bound = (TimesThePlainLoop * _plain) + (OfTheMagnitude * _magnitude);
        Xunit.Assert.True(
            _kernel <= bound,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what}: error {_kernel:E3} is above {bound:E3} (plain loop {_plain:E3}, magnitude {_magnitude:E3}); {_worst}."));
    }
}
