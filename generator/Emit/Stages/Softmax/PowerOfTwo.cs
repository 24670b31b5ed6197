using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Emit;

/// <summary>The parts of 2^x: x = whole + f with |f| ≤ ½, the polynomial 2^f = 1 + f·q(f), and the exponent's bits for 2^whole.</summary>
internal static class PowerOfTwo
{
    /// <summary>The coefficients of f⁵ … f¹.</summary>
    private static readonly double[] FusedCoefficients =
        [0.00132257142, 0.00967226271, 0.0555089936, 0.24022229, 0.693146825];

    /// <summary>The coefficients of f⁶ … f¹.</summary>
    private static readonly double[] UnfusedCoefficients =
        [0.000153264773, 0.00133974908, 0.00961858686, 0.0555033609, 0.240226418, 0.693147182];

    /// <summary>The coefficients of f¹¹ … f¹ for doubles, fused or not.</summary>
    private static readonly double[] DoubleCoefficients =
    [
        4.3155040441067214e-10,
        7.07336792048488e-09,
        1.0178949276525203e-07,
        1.3215438143872307e-06,
        1.5252731862202847e-05,
        0.0001540353045014166,
        0.0013333558148161339,
        0.009618129107601072,
        0.05550410866481688,
        0.24022650695910108,
        0.6931471805599453,
    ];

    /// <summary>The coefficients of q(f), the highest power's first.</summary>
    /// <param name="number">What is computed in.</param>
    /// <param name="fused">Whether floats may take the shorter polynomial, which is for fused multiply-adds.</param>
    public static double[] Coefficients(NumberType number, bool fused) =>
        !number.IsFloat ? DoubleCoefficients : fused ? FusedCoefficients : UnfusedCoefficients;

    /// <summary>
    /// Added and taken away again, it rounds to a whole number and leaves that number and the exponent's bias in the sum's low bits: 1.5 · 2^23
    /// + 127 for floats.
    /// </summary>
    private static double Rounder(NumberType number) => (1.5 * (1L << number.MantissaBits)) + 1 - number.LeastExponent;

    /// <summary>Declares <c>f</c>, and what <see cref="Scaled"/> needs, of the local <c>x</c>, which is at most the largest exponent.</summary>
    public static void WriteSplit(MethodBody body, Lanes lanes)
    {
        body.Code.Line($"x = {lanes.Max(lanes.Broadcast(lanes.Literal(lanes.Number.LeastExponent)), "x")};");
        if (lanes.HasScale)
        {
            body.Code.Line($"var whole = {lanes.Round("x")};");
            body.Code.Line("var f = x - whole;");
        }
        else
        {
            string rounder = lanes.Broadcast(lanes.Literal(Rounder(lanes.Number)));
            body.Code.Line($"var shifted = x + {rounder};");
            body.Code.Line($"var f = x - (shifted - {rounder});");
        }
    }

    /// <summary>Declares <c>power</c>: the polynomial in <c>f</c>, by Horner's rule.</summary>
    public static void WritePolynomial(MethodBody body, Lanes lanes, double[] coefficients)
    {
        string power = lanes.Broadcast(lanes.Literal(coefficients[0]));
        foreach (double coefficient in coefficients.Skip(1))
        {
            string next = lanes.MultiplyAdd(power, "f", lanes.Broadcast(lanes.Literal(coefficient)));
            body.Code.Line(power == "power" ? $"power = {next};" : $"var power = {next};");
            power = "power";
        }
    }

    /// <summary>A vector times 2^whole.</summary>
    public static string Scaled(Lanes lanes, string vector) => lanes.HasScale
        ? lanes.Scale(vector, "whole")
        : lanes.TimesPowerOfTwo(vector, "shifted");
}
