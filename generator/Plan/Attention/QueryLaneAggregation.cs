namespace AttnGen.Generator.Plan;

/// <summary>
/// Lanes are queries: Oᵀ[c][lane] = Σ V[key][c]·P[key][lane], with one number of a value broadcast. The output is transposed at the end.
/// </summary>
internal sealed record QueryLaneAggregation : AggregationPlan
{
    /// <summary>A value's numbers, cut into tiles.</summary>
    public required RowTiles Tiles { get; init; }

    /// <inheritdoc/>
    public override int QueriesOfTile(int queries) => queries;
}
