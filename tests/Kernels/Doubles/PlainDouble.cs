namespace AttnGen.Tests.Kernels.Doubles;

/// <summary>A double, rounded after every operation, as a plain loop has it.</summary>
internal readonly record struct PlainDouble(double Value) : IReal<PlainDouble>
{
    public static PlainDouble From(double number) => new(number);

    public static PlainDouble Exp(PlainDouble x) => new(Math.Exp(x.Value));

    public static PlainDouble Power(double x, double y) => new(Math.Pow(x, y));

    public static (PlainDouble Sin, PlainDouble Cos) SinCos(PlainDouble angle) => (new(Math.Sin(angle.Value)), new(Math.Cos(angle.Value)));

    public static PlainDouble operator +(PlainDouble a, PlainDouble b) => new(a.Value + b.Value);

    public static PlainDouble operator -(PlainDouble a, PlainDouble b) => new(a.Value - b.Value);

    public static PlainDouble operator *(PlainDouble a, PlainDouble b) => new(a.Value * b.Value);

    public static PlainDouble operator /(PlainDouble a, PlainDouble b) => new(a.Value / b.Value);
}
