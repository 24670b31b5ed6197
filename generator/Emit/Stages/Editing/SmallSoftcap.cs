using AttnGen.Generator.Plan;

namespace AttnGen.Generator.Emit;

/// <summary>
/// The softcap of floats that are small beside the cap, in base 2: with t = score / c, c · tanh(t) is score · (1 + t² · r(t²)), r being a polynomial.
/// No division, and no subtraction of numbers that are nearly equal.
/// </summary>
/// <remarks>
/// r is of degree 2 and has the least largest relative error of tanh on |t| ≤ 0.35, found by Remez's exchange in double: 4.1e-8. Its coefficients take
/// the powers of what turns a square of base 2 into t², so that a score is only multiplied with itself. Their rounding to floats matters less, since
/// t² · r(t²) is at most a twentieth.
/// </remarks>
internal sealed class SmallSoftcap(Lanes lanes, double cap)
{
    /// <summary>The largest |score / c| that is small.</summary>
    private const double Largest = 0.35;

    /// <summary>The coefficients of r: those of t⁴ … t⁰.</summary>
    private static readonly double[] s_coefficients = [-0.049148502237818414, 0.13299825384895431, -0.33332663164099524];

    /// <summary>The largest size of a score that is small.</summary>
    public string Bound => lanes.Broadcast(lanes.Literal(Largest * cap * Base2.Log2E));

    /// <summary>Declares what <see cref="Of"/> takes: the square of the score, and r of it.</summary>
    public void WriteBend(CodeWriter code, string score, string square, string bend)
    {
        code.Line($"var {square} = {score} * {score};");
        code.Line($"var {bend} = {Coefficient(0)};");
        for (int i = 1; i < s_coefficients.Length; i++)
        {
            code.Line($"{bend} = {lanes.MultiplyAdd(bend, square, Coefficient(i))};");
        }
    }

    /// <summary>The capped score: an expression.</summary>
    public string Of(string score, string square, string bend) => lanes.MultiplyAdd(score, $"{bend} * {square}", score);

    /// <summary>In base 2 a score is t times this; its square, t² times the square of it.</summary>
    private string Coefficient(int i) =>
        lanes.Broadcast(lanes.Literal(s_coefficients[i] / Math.Pow(cap * Base2.Log2E, 2 * (s_coefficients.Length - i))));
}
