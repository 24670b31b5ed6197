using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Plan;

/// <summary>
/// Which of the real keys a query sees. A block of queries shares the keys that all of them see; its edges are those that only some see;
/// the keys outside, which none sees, are skipped. What counts at run time is one number: the place of the first query, or how many keys it
/// sees up to there.
/// </summary>
/// <param name="Causal">Whether a query sees the keys up to its own place alone.</param>
/// <param name="Left">How many keys before its place a query sees; −1 for all.</param>
/// <param name="Right">How many keys behind its place a query sees; −1 for all.</param>
internal sealed record KeyVisibility(CausalAlignment Causal, int Left, int Right)
{
    /// <summary>The visibility of a shape; causality is a right window of 0.</summary>
    public static KeyVisibility Of(AttentionSpec spec) =>
        new(spec.Causal, spec.LeftWindow, spec.Causal == CausalAlignment.None ? spec.RightWindow : 0);

    /// <summary>Whether the queries of a block may see different keys; else each of them sees all.</summary>
    public bool HasEdge => Left >= 0 || Right >= 0;

    /// <summary>The share of all keys that any of so many neighbouring queries sees, on the average.</summary>
    public double Share(AttentionSpec spec, int queries)
    {
        if (!HasEdge)
        {
            return 1;
        }

        double seen = VisiblePairs.Count(spec.N, spec.KeyValueLength, Causal, Left, Right) / ((double)spec.N * spec.KeyValueLength);
        double edges = Left >= 0 && Right >= 0 ? queries - 1 : (queries - 1) / 2.0;
        return Math.Min(1, seen + (edges / spec.KeyValueLength));
    }
}
