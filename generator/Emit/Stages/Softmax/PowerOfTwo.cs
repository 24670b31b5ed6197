using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Emit;

/// <summary>
/// The parts of 2^x. A number so large that few bits after the point are left is added, which rounds, and taken away again: x = n + f, where
/// the sum's low bits hold n. Then 2^f comes from a polynomial, and 2^n from the exponent's bits.
/// </summary>
/// <remarks>
/// n is whole and |f| ≤ ½, unless two registers hold the powers of two of all fractions of so many bits (<see cref="Lanes.PowerTableBits"/>):
/// with five of them |f| ≤ 1/64, and a polynomial of degree 2 is enough.
/// </remarks>
internal static class PowerOfTwo
{
    /// <summary>Tiers with more lanes fuse multiply-adds.</summary>
    private const int MostLanesUnfused = 4;

    /// <summary>The coefficients of f⁵ … f¹.</summary>
    private static readonly double[] FusedCoefficients =
        [0.00132257142, 0.00967226271, 0.0555089936, 0.24022229, 0.693146825];

    /// <summary>The coefficients of f⁶ … f¹.</summary>
    private static readonly double[] UnfusedCoefficients =
        [0.000153264773, 0.00133974908, 0.00961858686, 0.0555033609, 0.240226418, 0.693147182];

    /// <summary>
    /// The coefficients of f² and f¹ for |f| ≤ 1/64: those of the series, f¹'s larger by the part of the third term that a straight line takes
    /// best.
    /// </summary>
    public static readonly double[] TableCoefficients = [0.240226507, 0.693157344];

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

    /// <summary>Whether multiply-adds are fused, as far as .NET promises it: it has no AVX2 without them.</summary>
    public static bool IsFused(Lanes lanes) => lanes.Count > MostLanesUnfused;

    /// <summary>The coefficients of the polynomial 2^f − 1 for |f| ≤ ½ over f, the highest power's first.</summary>
    /// <param name="number">What is computed in.</param>
    /// <param name="fused">Whether floats may take the shorter polynomial, which is for fused multiply-adds.</param>
    public static double[] Coefficients(NumberType number, bool fused) =>
        !number.IsFloat ? DoubleCoefficients : fused ? FusedCoefficients : UnfusedCoefficients;

    /// <summary>
    /// What is added to round: 1.5 · 2^23 for floats, whose sums have no bits after the point, or as many less as a table takes. Without a
    /// table the exponent's bias joins, so that the low bits are those of an exponent.
    /// </summary>
    public static double Rounder(Lanes lanes) => lanes.PowerTableBits == 0
        ? WholeRounder(lanes.Number)
        : 1.5 * (1L << (lanes.Number.MantissaBits - lanes.PowerTableBits));

    /// <summary>Writes the body of a method that returns 2^x.</summary>
    public static void Write(MethodBody body, Lanes lanes)
    {
        if (lanes.PowerTableBits == 0)
        {
            WriteSplits(body, lanes, One, vanishes: false);
            body.Code.Line($"return {WritePowers(body, lanes, One)[0]};");
            return;
        }

        WriteSplit(body, lanes, Rounder(lanes), lanes.Number.LeastExponent, One);
        WritePolynomial(body, lanes, TableCoefficients);
        body.Code.Line("power *= f;");
        WriteTableStep(body, lanes);
    }

    /// <summary>
    /// Writes the first half of 2^x of several locals where there is no table: <c>f</c> and <c>shifted</c>. Each step is written for all of them
    /// before the next one: the machine finds what does not wait side by side, and constants are loaded once. Measured on Zen 3 for three vectors:
    /// 6.1 instead of 6.9 cycles each.
    /// </summary>
    /// <param name="body">Where to write; <c>x</c> with a suffix is a number, and is changed.</param>
    /// <param name="lanes">The vectors.</param>
    /// <param name="suffixes">What the names of each number's locals end with.</param>
    /// <param name="vanishes">
    /// Whether 2^−∞ must be exactly 0: x is raised to one less than the least exponent of a normal number then, and the bits of 2^n are those
    /// of 0.
    /// </param>
    public static void WriteSplits(MethodBody body, Lanes lanes, IReadOnlyList<string> suffixes, bool vanishes) =>
        WriteSplit(body, lanes, Rounder(lanes), lanes.Number.LeastExponent - (vanishes ? 1 : 0), suffixes);

    /// <summary>Writes the second half.</summary>
    /// <returns>The powers: expressions.</returns>
    public static IReadOnlyList<string> WritePowers(MethodBody body, Lanes lanes, IReadOnlyList<string> suffixes)
    {
        WritePolynomial(body, lanes, [.. Coefficients(lanes.Number, IsFused(lanes)), 1.0], suffixes);
        return [.. suffixes.Select(suffix => $"power{suffix} * {lanes.WholePower($"shifted{suffix}")}")];
    }

    /// <summary>Returns 2^n · (1 + <c>power</c>), n being in the bits of <c>shifted</c>.</summary>
    public static void WriteTableStep(MethodBody body, Lanes lanes)
    {
        body.Code.Line($"var step = {lanes.PowerOfTable("shifted")};");
        body.Code.Line($"return {lanes.MultiplyAdd("step", "power", "step")};");
    }

    /// <summary>Declares <c>f</c>, and <c>shifted</c>, whose low bits hold the whole exponent, of the local <c>x</c>.</summary>
    public static void WriteWholeSplit(MethodBody body, Lanes lanes) => WriteSplit(body, lanes, WholeRounder(lanes.Number), lanes.Number.LeastExponent, One);

    /// <summary>The same of a score less a maximum.</summary>
    /// <param name="body">Where to write; <c>x</c> is the score.</param>
    /// <param name="lanes">The vectors.</param>
    /// <param name="shift"><see cref="Rounder"/> less the maximum: an expression.</param>
    /// <param name="least">What a lesser score is raised to: an expression.</param>
    public static void WriteSplit(MethodBody body, Lanes lanes, string shift, string least) => WriteSplit(body, lanes, shift, least, One);

    /// <summary>Declares <c>power</c>: the polynomial in <c>f</c>, by Horner's rule.</summary>
    public static void WritePolynomial(MethodBody body, Lanes lanes, double[] coefficients) =>
        WritePolynomial(body, lanes, coefficients, One);

    /// <summary>The same, given the coefficients as expressions.</summary>
    public static void WritePolynomial(MethodBody body, Lanes lanes, string[] coefficients) => WritePolynomial(body, lanes, coefficients, One);

    private static void WritePolynomial(MethodBody body, Lanes lanes, double[] coefficients, IReadOnlyList<string> suffixes) =>
        WritePolynomial(
            body, lanes, Array.ConvertAll(coefficients, coefficient => lanes.Broadcast(lanes.Literal(coefficient))), suffixes);

    private static void WritePolynomial(MethodBody body, Lanes lanes, string[] coefficients, IReadOnlyList<string> suffixes)
    {
        for (int term = 1; term < coefficients.Length; term++)
        {
            foreach (string suffix in suffixes)
            {
                string power = term == 1 ? coefficients[0] : $"power{suffix}";
                string declared = term == 1 ? "var " : string.Empty;
                body.Code.Line($"{declared}power{suffix} = {lanes.MultiplyAdd(power, $"f{suffix}", coefficients[term])};");
            }
        }
    }

    /// <summary>The locals of one number, which have no suffix.</summary>
    private static IReadOnlyList<string> One { get; } = [string.Empty];

    private static double WholeRounder(NumberType number) => (1.5 * (1L << number.MantissaBits)) + 1 - number.LeastExponent;

    private static void WriteSplit(MethodBody body, Lanes lanes, double rounder, int least, IReadOnlyList<string> suffixes) =>
        WriteSplit(body, lanes, lanes.Broadcast(lanes.Literal(rounder)), lanes.Broadcast(lanes.Literal(least)), suffixes);

    private static void WriteSplit(MethodBody body, Lanes lanes, string shift, string least, IReadOnlyList<string> suffixes)
    {
        foreach (string suffix in suffixes)
        {
            body.Code.Line($"x{suffix} = {lanes.Max(least, $"x{suffix}")};");
        }

        foreach (string suffix in suffixes)
        {
            body.Code.Line($"var shifted{suffix} = x{suffix} + {shift};");
        }

        foreach (string suffix in suffixes)
        {
            body.Code.Line($"var f{suffix} = x{suffix} - (shifted{suffix} - {shift});");
        }
    }
}
