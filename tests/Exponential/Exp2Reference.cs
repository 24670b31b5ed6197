namespace AttnGen.Tests.Exponential;

/// <summary>
/// 2^x in double, fast enough for every float: x = whole + f without rounding, and the series of e^(f · ln 2), whose next term is below
/// 5e-18.
/// </summary>
internal static class Exp2Reference
{
    // The series' coefficients: ln(2)^k / k!.
    private const double C1 = 0.693147180559945309417;
    private const double C2 = C1 * C1 / 2;
    private const double C3 = C2 * C1 / 3;
    private const double C4 = C3 * C1 / 4;
    private const double C5 = C4 * C1 / 5;
    private const double C6 = C5 * C1 / 6;
    private const double C7 = C6 * C1 / 7;
    private const double C8 = C7 * C1 / 8;
    private const double C9 = C8 * C1 / 9;
    private const double C10 = C9 * C1 / 10;
    private const double C11 = C10 * C1 / 11;
    private const double C12 = C11 * C1 / 12;
    private const double C13 = C12 * C1 / 13;

    /// <summary>Added and taken away again, it rounds a double to a whole number: 1.5 · 2^52.</summary>
    private const double Rounder = 6755399441055744;

    private const int DoubleMantissaBits = 52;
    private const int DoubleExponentBias = 1023;

    /// <summary>The distance of neighbouring floats in [1, 2): 2^-23.</summary>
    private const double UlpOfOne = 1.0 / (1 << 23);

    /// <summary>2^x.</summary>
    public static double Power(double x)
    {
        double whole = Whole(x);
        return PowerOfFraction(x - whole) * PowerOfWhole((int)whole);
    }

    /// <summary>How far a float is from 2^x, in ulp: distances of neighbouring floats where 2^x lies. x is in [−126, 127].</summary>
    public static double UlpsOff(float x, float power)
    {
        double whole = Whole(x);
        double exact = PowerOfFraction(x - whole);
        // 2^f lies in [√½, √2], and so, without rounding, does the float once its 2^whole is taken off.
        double difference = (power * PowerOfWhole(-(int)whole)) - exact;
        return Math.Abs(difference) / (exact < 1 ? UlpOfOne / 2 : UlpOfOne);
    }

    private static double Whole(double x) => (x + Rounder) - Rounder;

    private static double PowerOfWhole(int whole) =>
        BitConverter.Int64BitsToDouble((long)(DoubleExponentBias + whole) << DoubleMantissaBits);

    private static double PowerOfFraction(double f)
    {
        double sum = (C13 * f) + C12;
        sum = (sum * f) + C11;
        sum = (sum * f) + C10;
        sum = (sum * f) + C9;
        sum = (sum * f) + C8;
        sum = (sum * f) + C7;
        sum = (sum * f) + C6;
        sum = (sum * f) + C5;
        sum = (sum * f) + C4;
        sum = (sum * f) + C3;
        sum = (sum * f) + C2;
        sum = (sum * f) + C1;
        return (sum * f) + 1;
    }
}
