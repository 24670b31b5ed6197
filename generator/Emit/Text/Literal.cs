using System.Globalization;
using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Emit;

/// <summary>Numbers as C# literals, the same under every culture.</summary>
internal static class Literal
{
    /// <summary>A float, written so that it reads back exactly.</summary>
    public static string Float(double value) => ((float)value).ToString("G9", CultureInfo.InvariantCulture) + "f";

    /// <summary>A double, written so that it reads back exactly.</summary>
    public static string Double(double value) => value.ToString("G17", CultureInfo.InvariantCulture) + "d";

    /// <summary>An integer.</summary>
    public static string Int(long value) => Invariant.Text(value);

    /// <summary>A number for reading, with commas between thousands.</summary>
    public static string Grouped(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A boolean.</summary>
    public static string Bool(bool value) => value ? "true" : "false";
}
