using AttnGen.Generator.Plan;
using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Emit;

/// <summary>
/// How generated methods speak of the keys that a block of queries sees. The parameter <c>visible</c> is the number of keys up to the first
/// query's place, counted from the first key at hand; each query after it has one more. It may be below 0, or above the keys that there are.
/// </summary>
internal static class VisibleKeys
{
    /// <summary>The parameter, last of all, where the place of a query counts.</summary>
    public static string Parameter(bool hasPlace) => hasPlace ? ", int visible" : string.Empty;

    /// <summary>The argument, last of all, where the place of a query counts.</summary>
    public static string Argument(bool hasPlace, string visible) => hasPlace ? ", " + visible : string.Empty;

    /// <summary>The keys up to the first query's place.</summary>
    public static string OfFirstQuery(AttentionSpec spec) => spec.Causal == CausalAlignment.BottomRight ? "keys - queries + 1" : "1";

    /// <summary>The keys up to the place of a query further on.</summary>
    public static string After(string visible, string queries) => queries == "0" ? visible : $"{visible} + {queries}";

    /// <summary>How many of <c>count</c> keys all queries see.</summary>
    public static string Shared(string visible, string count) => $"Math.Clamp({visible}, 0, {count})";

    /// <summary>How many of <c>count</c> keys lie up to the place of the last of so many queries.</summary>
    public static string OfAny(string visible, int queries, string count) =>
        $"Math.Clamp({After(visible, Literal.Int(queries - 1))}, 0, {count})";

    /// <summary>How many of <c>count</c> keys lie before the first that none of so many queries sees any more.</summary>
    public static string OfAny(KeyVisibility visibility, string visible, int queries, string count) =>
        visibility.Right < 0 ? count : OfAny(visible, queries + visibility.Right, count);

    /// <summary>How many of <c>count</c> keys lie before the first that any of the queries sees.</summary>
    public static string BeforeAny(KeyVisibility visibility, string visible, string count) =>
        visibility.Left < 0 ? "0" : $"Math.Clamp({visible} - {Literal.Int(visibility.Left + 1)}, 0, {count})";
}
