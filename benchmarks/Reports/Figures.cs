using System.Globalization;

namespace AttnGen.Benchmarks.Reports;

/// <summary>Numbers as the reports print them, the same in every culture.</summary>
internal static class Figures
{
    /// <summary>Stands where there is no figure.</summary>
    public const string None = "–";

    /// <summary>Three digits, or all that stand before the point.</summary>
    public static string Microseconds(double? value) => value switch
    {
        null => None,
        < 1 => Format(value.Value, "0.000"),
        < 10 => Format(value.Value, "0.00"),
        < 100 => Format(value.Value, "0.0"),
        _ => Format(value.Value, "#,0"),
    };

    /// <summary>A ratio, with a cross behind it.</summary>
    public static string Times(double? value) => value is null ? None : Format(value.Value, value < 10 ? "0.00" : "0.0") + "×";

    /// <summary>A rate in GFLOP/s.</summary>
    public static string Rate(double? value) => value is null ? None : Format(value.Value, value < 10 ? "0.00" : "0.0");

    /// <summary>A part of 1 in per cent.</summary>
    public static string Percent(double? value) => value is null ? None : Format(value.Value * 100, "0.0") + " %";

    /// <summary>A number of bytes or other things.</summary>
    public static string Count(long? value) => value is null ? None : value.Value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A small number with two digits.</summary>
    public static string Error(double? value) => value is null ? None : Format(value.Value, "0.0e+0");

    /// <summary>A number in full, for programs to read.</summary>
    public static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Format(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
