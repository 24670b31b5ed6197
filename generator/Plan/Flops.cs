using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Plan;

/// <summary>The floating-point operations that the mathematics needs: never padded or merged ones.</summary>
internal static class Flops
{
    /// <summary>Scoring and aggregation.</summary>
    public static long Attention(AttentionSpec spec) => Scoring(spec) + Aggregation(spec);

    /// <summary>Q·Kᵀ of the keys that queries see.</summary>
    public static long Scoring(AttentionSpec spec) =>
        2L * VisiblePairs.Count(spec.N, spec.KeyValueLength, spec.Attended.Causal, spec.LeftWindow, spec.RightWindow) * spec.QueryWidth;

    /// <summary>The weights times V, of the keys that queries see.</summary>
    public static long Aggregation(AttentionSpec spec) =>
        2L * VisiblePairs.Count(spec.N, spec.KeyValueLength, spec.Attended.Causal, spec.LeftWindow, spec.RightWindow) * spec.HeadsWidth;

    /// <summary>One product of tokens with a matrix.</summary>
    public static long Product(long tokens, int inputs, int outputs) => 2L * tokens * inputs * outputs;

    /// <summary>All projections.</summary>
    public static long Projection(AttentionSpec spec) =>
        (2L * spec.N * spec.DModel * spec.QueryWidth)
        + (2L * spec.ProjectedKeys * spec.ContextWidth * (spec.KeyWidth + spec.ValueWidth))
        + (spec.OutputProjection ? 2L * spec.N * spec.HeadsWidth * spec.OutputWidth : 0);
}
