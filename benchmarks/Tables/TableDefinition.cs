namespace AttnGen.Benchmarks.Tables;

/// <summary>A table to measure.</summary>
/// <param name="Title">What the rows measure and how they are named.</param>
/// <param name="FileName">Its name on the command line and in files.</param>
/// <param name="Rows">Its rows.</param>
internal sealed record TableDefinition(string Title, string FileName, IReadOnlyList<Row> Rows)
{
    /// <summary>The tables in the order of printing.</summary>
    public static IReadOnlyList<TableDefinition> All { get; } =
    [
        new("With projections (n × dModel × dK, heads)", "projections", ProjectionTable.Rows),
        new("Attention alone (n × heads·dK, heads)", "alone", AttentionTable.Rows),
        new("Causal attention alone (n × heads·dK, heads)", "causal", CausalTable.Rows),
        new("What changing the scores costs, attention alone (n × heads·dK, heads)", "features", FeatureTable.Rows),
    ];
}
