using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Plan;

/// <summary>Chooses between the two ways to multiply weights with values, by their cost.</summary>
internal static class AggregationPlanner
{
    /// <summary>
    /// A last block of queries takes the tiles of the full ones, and no method of its own, unless others are cheaper than by this.
    /// </summary>
    private const double OwnTiles = 1.05;

    /// <summary>
    /// Whether a value can lie in the lanes: it fills at least one vector; and where keys come in blocks, no panel reaches back into
    /// numbers that the panel before it has already corrected.
    /// </summary>
    public static bool CanHoldFeatures(Tier tier, int dV, bool online) =>
        tier.Lanes > 1 && dV >= tier.Lanes && (!online || dV % tier.Lanes == 0);

    /// <summary>Plans the aggregation of one block of queries.</summary>
    /// <param name="tier">The tier.</param>
    /// <param name="features">Whether the lanes are features; else queries.</param>
    /// <param name="vectors">The vectors that hold the block's queries.</param>
    /// <param name="queries">The queries among their lanes.</param>
    /// <param name="keyBlock">The keys of one step.</param>
    /// <param name="dV">The numbers of a value.</param>
    /// <param name="online">Whether each step goes on from the one before.</param>
    public static AggregationPlan Plan(Tier tier, bool features, int vectors, int queries, int keyBlock, int dV, bool online) => features
        ? FeatureLanes(tier, vectors * tier.Lanes, queries, keyBlock, dV, online)
        : QueryLanes(tier, vectors, keyBlock, dV, online);

    private static QueryLaneAggregation QueryLanes(Tier tier, int vectors, int keyBlock, int dV, bool online)
    {
        RowTiles tiles = RowTiles.Cheapest(dV, RegisterTiles.MostRowsFor(tier, vectors), overlap: !online, Cost);
        return new QueryLaneAggregation { Tiles = tiles, Cycles = Cost(tiles) + (vectors * TileCost.Transpose(tier.Lanes, dV)) };

        // Every tile passes by all of the block's weights.
        double Cost(RowTiles tiles)
        {
            long weights = (long)keyBlock * vectors * tier.Lanes * tier.Number.Bytes;
            return tiles.Cost(vectors, keyBlock) + (tiles.Count * CacheCost.Stream(weights));
        }
    }

    private static FeatureLaneAggregation FeatureLanes(Tier tier, int width, int queries, int keyBlock, int dV, bool online)
    {
        IReadOnlyList<VectorGroup> groups = VectorGroups.Cheapest(
            tier.VectorsFor(dV), RegisterTiles.MostVectorsFor(tier), panel => Cost(Tiles(panel, width), panel));
        int widest = groups[0].Vectors;
        RowTiles full = Tiles(widest, width);
        RowTiles own = Tiles(widest, queries);
        RowTiles same = queries < full.Rows ? own : full with { Count = (queries + full.Rows - 1) / full.Rows, Total = queries, Shorter = 0 };
        RowTiles tiles = Cost(same, widest) <= Cost(own, widest) * OwnTiles ? same : own;
        return new FeatureLaneAggregation
        {
            Tiles = tiles,
            Panels = new EquatableArray<FeaturePanel>([.. Panels(tier, groups, dV)]),
            Cycles = groups.Sum(group => group.Count * Cost(tiles, group.Vectors)),
        };

        RowTiles Tiles(int panel, int rows) => RowTiles.Cheapest(
            rows, RegisterTiles.MostRowsFor(tier, panel), overlap: !online, tiles => Cost(tiles, panel), shorter: tier.HasFewRegisters);

        // Every tile passes by the panel's values and its own rows' weights, one line of them a key at least.
        double Cost(RowTiles tiles, int panel)
        {
            double values = (double)keyBlock * panel * tier.Lanes * tier.Number.Bytes;
            long all = (long)keyBlock * ((panel * tier.Lanes) + width) * tier.Number.Bytes;
            double pass = CacheCost.Stream(values, all) + CacheCost.Across(keyBlock, all);
            return tiles.Cost(panel, keyBlock) + (tiles.Count * pass);
        }
    }

    private static IEnumerable<FeaturePanel> Panels(Tier tier, IReadOnlyList<VectorGroup> groups, int dV)
    {
        int first = 0;
        foreach (VectorGroup group in groups)
        {
            for (int i = 0; i < group.Count; i++)
            {
                bool whole = first + (group.Vectors * tier.Lanes) <= dV;
                yield return whole || group.Vectors > 1
                    ? new FeaturePanel(first, group.Vectors, whole ? null : dV - tier.Lanes - first)
                    : new FeaturePanel(dV - tier.Lanes, 1, null);
                first += group.Vectors * tier.Lanes;
            }
        }
    }
}
