using System.Runtime.CompilerServices;

namespace AttnGen.Tests.Kernels.Doubles;

/// <summary>
/// A finite number of some 106 significant bits: the unevaluated sum of a double and a second one below half its last place (Dekker, 1971;
/// Knuth's exact sum). What kernels of doubles are held against.
/// </summary>
/// <param name="High">The nearest double.</param>
/// <param name="Low">What it lacks.</param>
internal readonly record struct DoubleDouble(double High, double Low) : IReal<DoubleDouble>
{
    /// <summary>2^27 + 1: splits a double into halves whose products are exact.</summary>
    private const double Splitter = 134217729;

    /// <summary>The argument of the exponential is divided by 2^8.</summary>
    private const int Halvings = 8;

    /// <summary>The terms of the series then: the next one is below 1e-34.</summary>
    private const int Terms = 10;

    /// <summary>The terms of the sine and the cosine of up to half a quarter turn: the next one is below 1e-34.</summary>
    private const int TrigonometricTerms = 28;

    private static readonly DoubleDouble s_quarterTurn = new(1.5707963267948966, 6.123233995736766e-17);

    private static readonly DoubleDouble s_ln2 = new(0.6931471805599453, 2.3190468138462996e-17);

    public double Value => High;

    public static DoubleDouble From(double number) => new(number, 0);

    /// <summary>The distance from a double to the number.</summary>
    public static double Error(DoubleDouble exact, double number) => Math.Abs((number - exact.High) - exact.Low);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble operator +(DoubleDouble a, DoubleDouble b)
    {
        DoubleDouble high = Sum(a.High, b.High);
        DoubleDouble low = Sum(a.Low, b.Low);
        high = Renormalized(high.High, high.Low + low.High);
        return Renormalized(high.High, high.Low + low.Low);
    }

    public static DoubleDouble operator -(DoubleDouble a, DoubleDouble b) => a + new DoubleDouble(-b.High, -b.Low);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble operator *(DoubleDouble a, DoubleDouble b)
    {
        DoubleDouble product = Product(a.High, b.High);
        return Renormalized(product.High, product.Low + ((a.High * b.Low) + (a.Low * b.High)));
    }

    /// <summary>Long division: three digits, each a double.</summary>
    public static DoubleDouble operator /(DoubleDouble a, DoubleDouble b)
    {
        double first = a.High / b.High;
        DoubleDouble rest = a - (b * From(first));
        double second = rest.High / b.High;
        rest -= b * From(second);
        return From(first) + From(second) + From(rest.High / b.High);
    }

    /// <summary>e^x: x = whole · ln 2 + 2^8 · r; then e^r − 1 by its series, squared again and again.</summary>
    public static DoubleDouble Exp(DoubleDouble x)
    {
        double whole = Math.Round(x.High / s_ln2.High);
        DoubleDouble r = Times(x - (s_ln2 * From(whole)), Math.ScaleB(1, -Halvings));
        DoubleDouble power = From(0);
        for (int term = Terms; term > 0; term--)
        {
            power = r * (From(1) + power) / From(term);
        }

        for (int i = 0; i < Halvings; i++)
        {
            power *= From(2) + power;
        }

        // In two factors, of which each is a normal number where their product is one.
        double half = Math.Floor(whole / 2);
        return Times(Times(From(1) + power, Math.ScaleB(1, (int)half)), Math.ScaleB(1, (int)(whole - half)));
    }

    /// <summary>2^x of a double.</summary>
    public static DoubleDouble Exp2(double x)
    {
        double whole = Math.Round(x);
        return Times(Exp(s_ln2 * From(x - whole)), Math.ScaleB(1, (int)whole));
    }

    /// <summary>e^(y · ln x), of which ln x is the double's, better by one step of Newton's.</summary>
    public static DoubleDouble Power(double x, double y)
    {
        DoubleDouble logarithm = From(Math.Log(x));
        logarithm += (From(x) * Exp(From(0) - logarithm)) - From(1);
        return Exp(From(y) * logarithm);
    }

    /// <summary>The series, after whole quarter turns have been taken away. Angles are below some thousand turns.</summary>
    public static (DoubleDouble Sin, DoubleDouble Cos) SinCos(DoubleDouble angle)
    {
        double quarters = Math.Round(angle.High / s_quarterTurn.High);
        DoubleDouble rest = angle - (s_quarterTurn * From(quarters));
        DoubleDouble term = From(1), sin = From(0), cos = From(0);
        for (int power = 0; power <= TrigonometricTerms; power += 2)
        {
            cos += term;
            term = term * rest / From(power + 1);
            sin += term;
            term = From(0) - (term * rest / From(power + 2));
        }

        return ((long)quarters & 3) switch
        {
            0 => (sin, cos),
            1 => (cos, From(0) - sin),
            2 => (From(0) - sin, From(0) - cos),
            _ => (From(0) - cos, sin),
        };
    }

    private static DoubleDouble Times(DoubleDouble a, double powerOfTwo) => new(a.High * powerOfTwo, a.Low * powerOfTwo);

    private static DoubleDouble Sum(double a, double b)
    {
        double sum = a + b;
        double other = sum - a;
        return new DoubleDouble(sum, (a - (sum - other)) + (b - other));
    }

    private static DoubleDouble Renormalized(double high, double low)
    {
        double sum = high + low;
        return new DoubleDouble(sum, low - (sum - high));
    }

    private static DoubleDouble Product(double a, double b)
    {
        double product = a * b;
        (double aHigh, double aLow) = Split(a);
        (double bHigh, double bLow) = Split(b);
        return new DoubleDouble(product, (((aHigh * bHigh) - product) + (aHigh * bLow) + (aLow * bHigh)) + (aLow * bLow));
    }

    private static (double High, double Low) Split(double a)
    {
        double scaled = Splitter * a;
        double high = scaled - (scaled - a);
        return (high, a - high);
    }
}
