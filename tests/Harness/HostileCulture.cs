using System.Globalization;

namespace AttnGen.Tests.Harness;

/// <summary>
/// A culture in which careless formatting shows: comma decimals, dot groups, the minus sign U+2212, no ASCII infinity.
/// Disposing brings the former one back.
/// </summary>
internal sealed class HostileCulture : IDisposable
{
    private readonly CultureInfo _former = CultureInfo.CurrentCulture;

    public HostileCulture()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "−";
        culture.NumberFormat.PositiveInfinitySymbol = "unendlich";
        culture.NumberFormat.NaNSymbol = "keine Zahl";
        CultureInfo.CurrentCulture = culture;
    }

    public void Dispose() => CultureInfo.CurrentCulture = _former;
}
