using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Plan;

/// <summary>
/// Which of the real keys a query sees. A block of queries shares the keys that all of them see; its edge are those that only some see;
/// the keys behind, which none sees, are skipped. What counts at run time is one number: how many keys the first query sees.
/// </summary>
/// <param name="Causal">Whether a query sees the keys up to its own place alone.</param>
internal sealed record KeyVisibility(CausalAlignment Causal)
{
    /// <summary>Whether the queries of a block may see different keys; else each of them sees all.</summary>
    public bool HasEdge => Causal != CausalAlignment.None;

    /// <summary>The share of all keys that any of so many neighbouring queries sees, on the average.</summary>
    public double Share(AttentionSpec spec, int queries)
    {
        if (!HasEdge)
        {
            return 1;
        }

        double seen = VisiblePairs.Count(spec.N, spec.KeyValueLength, Causal) / ((double)spec.N * spec.KeyValueLength);
        return Math.Min(1, seen + ((queries - 1) / 2.0 / spec.KeyValueLength));
    }
}
