using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Plan;

/// <summary>
/// Lanes are a value's numbers: O[query][lane] = Σ P[key][query]·V[key][lane], with one query's weight broadcast. The output goes where it
/// belongs as it comes, and no lane is spent on queries that are not there.
/// </summary>
internal sealed record FeatureLaneAggregation : AggregationPlan
{
    /// <summary>The block's queries, cut into tiles.</summary>
    public required RowTiles Tiles { get; init; }

    /// <summary>A value's numbers, cut into panels.</summary>
    public required EquatableArray<FeaturePanel> Panels { get; init; }

    /// <inheritdoc/>
    public override int QueriesOfTile(int queries) => Tiles.Rows;
}
