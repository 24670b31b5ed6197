using AttnGen.Generator.Plan;
using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Emit;

/// <summary>
/// How generated methods speak of the keys that a block of queries sees. The parameter <c>visible</c> is the number of keys that the first
/// query sees, counted from the first key at hand; each query after it sees one more. It may be below 0, or above the keys that there are.
/// </summary>
internal static class VisibleKeys
{
    /// <summary>The parameter, last of all, where there is an edge.</summary>
    public static string Parameter(bool hasEdge) => hasEdge ? ", int visible" : string.Empty;

    /// <summary>The argument, last of all, where there is an edge.</summary>
    public static string Argument(bool hasEdge, string visible) => hasEdge ? ", " + visible : string.Empty;

    /// <summary>The keys that the first query sees where queries are all of the shape's.</summary>
    public static string OfFirstQuery(AttentionSpec spec) => spec.Causal == CausalAlignment.BottomRight && spec.N > 1
        ? $"keys - {Literal.Int(spec.N - 1)}"
        : spec.Causal == CausalAlignment.BottomRight ? "keys" : "1";

    /// <summary>The keys that a query further on sees.</summary>
    public static string After(string visible, string queries) => queries == "0" ? visible : $"{visible} + {queries}";

    /// <summary>How many of <c>count</c> keys all queries see.</summary>
    public static string Shared(string visible, string count) => $"Math.Clamp({visible}, 0, {count})";

    /// <summary>How many of <c>count</c> keys any of so many queries sees.</summary>
    public static string OfAny(string visible, int queries, string count) =>
        $"Math.Clamp({After(visible, Literal.Int(queries - 1))}, 0, {count})";
}
