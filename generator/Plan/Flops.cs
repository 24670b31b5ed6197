using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Plan;

/// <summary>The floating-point operations that the mathematics needs: never padded or merged ones.</summary>
internal static class Flops
{
    /// <summary>Scoring and aggregation.</summary>
    public static long Attention(AttentionSpec spec) =>
        2L * VisiblePairs.Count(spec.N, spec.KeyValueLength, spec.Causal, spec.LeftWindow, spec.RightWindow) * (spec.QueryWidth + spec.HeadsWidth);

    /// <summary>All projections.</summary>
    public static long Projection(AttentionSpec spec) =>
        (2L * spec.N * spec.DModel * spec.QueryWidth)
        + (2L * spec.KeyValueLength * spec.ContextWidth * (spec.KeyWidth + spec.ValueWidth))
        + (spec.OutputProjection ? 2L * spec.N * spec.HeadsWidth * spec.OutputWidth : 0);
}
