namespace AttnGen.Benchmarks.Tables;

/// <summary>What of an attention layer a row measures.</summary>
internal enum AttentionForm
{
    /// <summary>From the tokens X: the projections to Q, K and V, then attention. No bias, no output projection.</summary>
    WithProjections,

    /// <summary>From Q, K and V.</summary>
    Alone,
}
