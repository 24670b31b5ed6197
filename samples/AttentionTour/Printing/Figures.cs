using System.Globalization;

namespace AttentionTour.Printing;

/// <summary>Numbers as text, in the invariant culture.</summary>
internal static class Figures
{
    /// <summary>A small number with two digits and its power of ten; 0 as it is.</summary>
    public static string Small(double value) => value == 0 ? "0" : value.ToString("0.0e+0", CultureInfo.InvariantCulture);

    /// <summary>A number with three decimals, or as <see cref="Small"/> where they would not show it.</summary>
    public static string Fraction(double value) =>
        Math.Abs(value) < 0.001 ? Small(value) : value.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>A share as a percentage.</summary>
    public static string Percent(double share) => (100 * share).ToString("0", CultureInfo.InvariantCulture) + " %";

    /// <summary>An amount of memory.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        >= 1 << 30 => (bytes / (double)(1 << 30)).ToString("0.#", CultureInfo.InvariantCulture) + " GiB",
        >= 1 << 20 => (bytes / (double)(1 << 20)).ToString("0.#", CultureInfo.InvariantCulture) + " MiB",
        _ => (bytes / 1024.0).ToString("0.#", CultureInfo.InvariantCulture) + " KiB",
    };

    /// <summary>A time.</summary>
    public static string Duration(double seconds) => seconds switch
    {
        >= 1 => seconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
        >= 0.01 => (seconds * 1e3).ToString("0.0", CultureInfo.InvariantCulture) + " ms",
        _ => (seconds * 1e6).ToString("0.0", CultureInfo.InvariantCulture) + " µs",
    };
}
