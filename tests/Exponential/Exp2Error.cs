using System.Globalization;

namespace AttnGen.Tests.Exponential;

/// <summary>The largest error of 2^x in a range, and where it is.</summary>
/// <param name="Ulps">The error; infinite where a number became none.</param>
/// <param name="X">The exponent.</param>
/// <param name="Power">What was computed.</param>
internal sealed record Exp2Error(double Ulps, float X, float Power)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Ulps:F4} ulp at x = {X:R} (0x{BitConverter.SingleToUInt32Bits(X):X8}): {Power:R}");
}
