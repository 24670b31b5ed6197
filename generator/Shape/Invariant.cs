using System.Globalization;

namespace AttnGen.Generator.Shape;

/// <summary>Numbers as text, the same on every machine, whatever its culture says of minus signs and decimal points.</summary>
internal static class Invariant
{
    public static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The shortest text that reads back as the same number.</summary>
    public static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
