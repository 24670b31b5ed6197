using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Plan;

/// <summary>Chooses query blocks, key blocks and tiles for the attention of all heads.</summary>
internal static class AttentionPlanner
{
    /// <summary>
    /// Up to so many keys the scores of a block of queries are held at once: they stay in the second-level cache. Beyond, the online softmax
    /// takes as many at a step, measured best among 128 … 512.
    /// </summary>
    private const int MostKeysAtOnce = 512;

    /// <summary>What one vector of scores costs in the softmax: an exponential, its load, store and sum.</summary>
    private const double ExponentialCycles = 4.5;

    /// <summary>Calling and finishing one block of queries.</summary>
    private const double BlockOverhead = 60;

    /// <summary>What one vector of scores on the edge costs once more: hidden, compared, and its values looked at; or edited in a pass.</summary>
    private const double EdgeCycles = 4;

    /// <summary>What editing one vector of scores costs while it is in a register.</summary>
    private const double TileEditCycles = 1.5;

    /// <summary>The bytes of the narrowest vectors for which keys and values come together.</summary>
    private const int FewestVectorBytesGathered = 32;

    /// <summary>
    /// The fewest vectors of queries for which keys and values come together wherever they lie. A caller's arrays begin anywhere, and half of the
    /// loads of 32 bytes then take two lines of a cache, all of those of 64: 5 … 9 % of the time on Zen 3. Bringing them together takes 1 % with so many.
    /// </summary>
    private const int FewestVectorsGathered = 24;

    /// <summary>Plans the attention of all heads over some queries.</summary>
    /// <param name="spec">The shape.</param>
    /// <param name="tier">The tier.</param>
    /// <param name="name">The name of the method that loops over heads and blocks.</param>
    /// <param name="layout">Where the operands lie.</param>
    /// <param name="queries">The number of queries: all of the shape's, or one chunk.</param>
    public static AttentionPlan Plan(AttentionSpec spec, Tier tier, string name, OperandLayout layout, int queries)
    {
        IReadOnlyList<QueryBlocks> blocks = Blocks(spec, tier, queries, features: false);
        if (AggregationPlanner.CanHoldFeatures(tier, spec.DV, IsOnline(spec)))
        {
            IReadOnlyList<QueryBlocks> byFeatures = Blocks(spec, tier, queries, features: true);
            blocks = Cost(spec, byFeatures) < Cost(spec, blocks) ? byFeatures : blocks;
        }

        if (RowAttentionPlanner.Can(spec, tier) && RowAttentionPlanner.Cost(spec, tier, queries) < Cost(spec, blocks))
        {
            return new RowAttentionPlan
            {
                Name = name,
                Layout = layout,
                Stored = spec.Cached,
                Heads = spec.Heads,
                GroupSize = spec.GroupSize,
                Queries = queries,
                Keys = spec.KeyValueLength,
                Visibility = KeyVisibility.Of(spec),
                Edits = ScoreEdits.Of(spec),
                Sink = spec.Sink,
                OffersLogSumExp = spec.LogSumExp,
                HasOperands = spec.HasOperands,
                QueryFactor = QueryFactor(spec),
                WeightsHeadStride = (long)spec.N * spec.KeyValueLength,
                OffersWeights = spec.OffersWeights,
                DK = spec.DK,
                DV = spec.DV,
                ScoreStride = tier.VectorsFor(spec.KeyValueLength) * tier.Lanes,
                HeadsTogether = RowAttentionPlanner.HeadsTogether(spec, tier),
            };
        }

        return new BlockAttentionPlan
        {
            Name = name,
            Layout = layout,
            Stored = spec.Cached,
            Heads = spec.Heads,
            GroupSize = spec.GroupSize,
            Queries = queries,
            Keys = spec.KeyValueLength,
            Visibility = KeyVisibility.Of(spec),
            Edits = ScoreEdits.Of(spec),
            Sink = spec.Sink,
            OffersLogSumExp = spec.LogSumExp,
            HasOperands = spec.HasOperands,
            QueryFactor = QueryFactor(spec),
            Blocks = blocks,
            Gathers = Gathers(spec, tier, layout, blocks),
            WeightsHeadStride = (long)spec.N * spec.KeyValueLength,
            OffersWeights = spec.OffersWeights,
        };
    }

    /// <summary>Plans the attention of one token's query on all keys of a cache, none of which lies behind it.</summary>
    /// <param name="spec">The shape.</param>
    /// <param name="tier">The tier.</param>
    /// <param name="several">The attention of a step of several tokens.</param>
    public static AttentionPlan PlanToken(AttentionSpec spec, Tier tier, AttentionPlan several)
    {
        if (several is RowAttentionPlan)
        {
            return several;
        }

        // Blocks share their methods with those of longer steps, and so whether they have an edge.
        AttentionPlan alone = Plan(spec with { N = 1, Causal = CausalAlignment.None, RightWindow = -1 });
        AttentionPlan plan = alone is RowAttentionPlan ? alone : Plan(spec with { N = 1 });
        return plan with { WeightsHeadStride = several.WeightsHeadStride, OffersWeights = several.OffersWeights };

        AttentionPlan Plan(AttentionSpec token) => AttentionPlanner.Plan(token, tier, "AttendToken", several.Layout, queries: 1);
    }

    /// <summary>
    /// The distances between a query and a key that a relative bias has numbers for. A step of one token reads the table of the longest steps,
    /// which are no longer than the cache.
    /// </summary>
    private static int Distances(AttentionSpec spec) =>
        checked((spec.HasCache ? spec.KeyValueLength : spec.N) + spec.KeyValueLength - 1);

    /// <summary>The scale, in base 2.</summary>
    private static double QueryFactor(AttentionSpec spec) => spec.Scale * Base2.Log2E;

    private static bool Gathers(AttentionSpec spec, Tier tier, OperandLayout layout, IReadOnlyList<QueryBlocks> blocks)
    {
        if (spec.Cached != ElementType.Float32)
        {
            return true;
        }

        // One block of queries reads each row too seldom, and narrow vectors take so long over it that a cache keeps up.
        int bytes = tier.Number.Bytes;
        return blocks.Sum(group => group.Count) > 1
            && tier.Lanes * bytes >= FewestVectorBytesGathered
            && ((!layout.IsPlaced && blocks.Sum(group => group.Count * group.Block.Vectors) >= FewestVectorsGathered)
                || CacheCost.Crowds(spec.KeyValueLength, spec.DK * bytes, layout.Key.RowStride * bytes)
                || CacheCost.Crowds(spec.KeyValueLength, spec.DV * bytes, layout.Value.RowStride * bytes));
    }

    private static bool IsOnline(AttentionSpec spec) => spec.KeyValueLength > MostKeysAtOnce;

    private static double Cost(AttentionSpec spec, IEnumerable<QueryBlocks> blocks) =>
        blocks.Sum(group => group.Count * Cost(spec, group.Block).Cycles);

    private static List<QueryBlocks> Blocks(AttentionSpec spec, Tier tier, int queries, bool features)
    {
        IReadOnlyList<VectorGroup> groups = VectorGroups.Cheapest(
            tier.VectorsFor(queries),
            RegisterTiles.MostVectorsFor(tier),
            panel => Cost(spec, PlanBlock(spec, tier, features, panel, panel * tier.Lanes)).Cycles);

        var blocks = new List<QueryBlocks>();
        int first = 0;
        foreach (VectorGroup group in groups)
        {
            int width = group.Vectors * tier.Lanes;
            int full = Math.Min(group.Count, (queries - first) / width);
            Add(group.Vectors, full, width);
            if (full < group.Count)
            {
                Add(group.Vectors, 1, queries - first);
            }
        }

        return blocks;

        void Add(int vectors, int count, int blockQueries)
        {
            if (count > 0)
            {
                BlockPlan block = PlanBlock(spec, tier, features, vectors, blockQueries);
                blocks.Add(new QueryBlocks { FirstQuery = first, Count = count, NumberBytes = tier.Number.Bytes, Block = block });
                first += count * blockQueries;
            }
        }
    }

    private static BlockPlan PlanBlock(AttentionSpec spec, Tier tier, bool features, int vectors, int queries)
    {
        int keys = spec.KeyValueLength;
        int mostRows = RegisterTiles.MostRowsFor(tier, vectors);
        bool online = IsOnline(spec);
        int keyBlock = online ? OnlineKeyBlock(keys, mostRows) : keys;
        int width = vectors * tier.Lanes;
        ScoreEdits? edits = ScoreEdits.Of(spec);

        // Blocks of keys, the edge, and a pass over stored scores take equal tiles.
        bool shorter = tier.HasFewRegisters && !online && (edits is null ? !KeyVisibility.Of(spec).HasEdge : edits.InTiles);
        var keyTiles = RowTiles.Cheapest(keyBlock, mostRows, vectors, spec.DK, overlap: true, shorter);
        AggregationPlan aggregation = AggregationPlanner.Plan(tier, features, vectors, queries, keyBlock, spec.DV, online);
        return new BlockPlan
        {
            Vectors = vectors,
            Width = width,
            Queries = queries,
            Keys = keys,
            DK = spec.DK,
            DV = spec.DV,
            KeyTiles = keyTiles,
            KeyBlock = keyBlock,
            Aggregation = aggregation,
            Scratch = BlockScratch.For(
                width,
                spec.DK,
                features ? 0 : spec.DV,
                keyBlock,
                rowsInFront: online || edits is { InTiles: false } ? keyTiles.Rows : 0,
                online,
                edits,
                Distances(spec),
                sharedQueries: spec.Heads > 1 ? spec.N : 0,
                tier.Number.Bytes),
        };
    }

    /// <summary>Near-equal blocks of whole tiles.</summary>
    private static int OnlineKeyBlock(int keys, int rows)
    {
        int steps = (keys + MostKeysAtOnce - 1) / MostKeysAtOnce;
        int equal = (keys + steps - 1) / steps;
        return (equal + rows - 1) / rows * rows;
    }

    /// <summary>The cycles of one block of queries of one head.</summary>
    public static BlockCost Cost(AttentionSpec spec, BlockPlan block)
    {
        KeyVisibility visibility = KeyVisibility.Of(spec);
        double keyBlocks = (double)block.Keys / block.KeyBlock;
        double scored = visibility.Share(spec, block.Queries);
        double aggregated = visibility.Share(spec, block.Aggregation.QueriesOfTile(block.Queries));
        double exponentials = keyBlocks * ExponentialCycles * block.KeyBlock * block.Vectors * scored;
        double edits = ScoreEdits.Of(spec) is { } made
            ? (made.InTiles ? TileEditCycles : EdgeCycles) * block.Keys * scored * block.Vectors
            : visibility.HasEdge ? EdgeCycles * block.Width * block.Vectors : 0;
        double stream = CacheCost.Stream((long)block.Keys * (block.DK + block.DV) * spec.Number.Bytes) * scored;
        return new BlockCost(
            scoring: keyBlocks * block.KeyTiles.Cost(block.Vectors, block.DK) * scored,
            aggregation: keyBlocks * block.Aggregation.Cycles * aggregated,
            rest: exponentials + stream + BlockOverhead + (visibility.HasEdge ? edits : 0),
            edits: visibility.HasEdge ? 0 : edits);
    }
}
