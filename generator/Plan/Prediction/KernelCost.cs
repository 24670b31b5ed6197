using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Plan;

/// <summary>What the planner expects of one call of Forward, stage by stage, by the costs that it chose the plan with.</summary>
internal static class KernelCost
{
    private const string Once = "once";

    /// <summary>The stages, in the order of the mathematics.</summary>
    public static IReadOnlyList<StageCost> Of(KernelPlan plan) =>
    [
        .. plan.Projections.Where(projection => projection.Matrix != nameof(KernelPlan.Output)).Select(projection => Project(plan, projection)),
        .. plan.Projected switch
        {
            BlockAttentionPlan blocks => ByBlocks(plan, blocks),
            RowAttentionPlan rows => ByRows(plan, rows),
            _ => throw new InvalidOperationException("An attention without a cost."),
        },
        .. plan.Output is null ? [] : new[] { Project(plan, plan.Output) },
    ];

    /// <summary>The chunks that the queries come in, the last one in part.</summary>
    private static double Chunks(KernelPlan plan) => (double)plan.Spec.N / plan.QueryChunk;

    private static StageCost Project(KernelPlan plan, ProjectionPlan projection)
    {
        ProductPlan product = projection.Product;
        bool ofQueries = projection.Matrix is nameof(KernelPlan.Query) or nameof(KernelPlan.Output);
        double chunks = ofQueries ? Chunks(plan) : 1;
        double blocks = chunks * product.Tokens / product.TokenBlock;
        int depth = product.Inputs + (product.Bias ? 1 : 0);
        int panels = product.Panels.Sum(equal => equal.Count);
        double floats = ((double)product.Tokens * product.Inputs * panels * chunks) + (product.PackedLength * blocks)
            + ((double)product.Tokens * product.Outputs * chunks);
        long flops = plan.MergesKeys && projection.Matrix == nameof(KernelPlan.Query)
            ? Flops.Product(plan.Spec.N, plan.Spec.DModel, plan.Spec.QueryWidth)
                + Flops.Product(plan.Spec.KeyValueLength, plan.Spec.ContextWidth, plan.Spec.QueryWidth)
            : Flops.Product((long)(product.Tokens * chunks), product.Inputs, product.Outputs);
        return new StageCost(
            $"projection {projection.Matrix}",
            flops,
            product.Panels.Sum(equal => equal.Count * equal.Rows.Cost(equal.Vectors, depth)) * blocks,
            Bytes(plan, floats),
            $"tokens {Times(panels)}, weights {Times(blocks)}");
    }

    private static StageCost[] ByBlocks(KernelPlan plan, BlockAttentionPlan attention)
    {
        AttentionSpec spec = plan.Spec;
        AttentionSpec attended = plan.MergesKeys ? Merging.Projected(spec) : spec;
        double times = spec.Heads * Chunks(plan);
        double scoring = 0, aggregation = 0, rest = 0, scores = 0, keys = 0, values = 0, weights = 0, blocks = 0, valuePasses = 0, weightPasses = 0;
        foreach (QueryBlocks equal in attention.Blocks)
        {
            BlockPlan block = equal.Block;
            double seen = attention.Visibility.Share(spec, block.Queries);
            double aggregated = attention.Visibility.Share(spec, block.Aggregation.QueriesOfTile(block.Queries));
            (int valueReads, int weightReads) = block.Aggregation switch
            {
                FeatureLaneAggregation features => (features.Tiles.Count, features.Panels.Count),
                QueryLaneAggregation queries => (1, queries.Tiles.Count),
                _ => throw new InvalidOperationException("An aggregation without a cost."),
            };
            BlockCost cost = AttentionPlanner.Cost(attended, block);
            scoring += equal.Count * cost.Scoring;
            aggregation += equal.Count * cost.Aggregation;
            rest += equal.Count * (cost.Rest + cost.Edits);
            blocks += equal.Count;
            scores += (double)equal.Count * block.Keys * block.Width * seen;
            keys += (double)equal.Count * block.Keys * block.DK * seen;
            values += (double)equal.Count * block.Keys * block.DV * valueReads * aggregated;
            weights += (double)equal.Count * block.Keys * block.Width * weightReads * aggregated;
            valuePasses += equal.Count * valueReads;
            weightPasses = Math.Max(weightPasses, weightReads);
        }

        double chunks = Chunks(plan);
        double queryFloats = (double)spec.N * attended.QueryWidth;
        return
        [
            new StageCost(
                "scoring",
                Flops.Scoring(spec),
                scoring * times,
                Bytes(plan, (2 * queryFloats) + ((keys + scores) * times)),
                $"keys {Times(blocks * chunks)} a head"),
            new StageCost("softmax and the rest", 0, rest * times, Bytes(plan, 2 * scores * times), "scores once"),
            new StageCost(
                "aggregation",
                Flops.Aggregation(spec),
                aggregation * times,
                Bytes(plan, ((values + weights) * times) + ((double)spec.N * spec.HeadsWidth)),
                $"values {Times(valuePasses * chunks)} a head, weights {Times(weightPasses)}"),
        ];
    }

    private static StageCost[] ByRows(KernelPlan plan, RowAttentionPlan attention)
    {
        AttentionSpec spec = plan.Spec;
        AttentionSpec attended = plan.MergesKeys ? Merging.Projected(spec) : spec;
        double rows = (double)spec.N * spec.Heads * attention.Visibility.Share(spec, 1);
        double floats = (rows * spec.KeyValueLength * (attention.DK + attention.DV))
            + (4 * rows * spec.KeyValueLength) + ((double)spec.N * (attended.QueryWidth + spec.HeadsWidth));
        return
        [
            new StageCost(
                "scoring, softmax and aggregation",
                Flops.Attention(spec),
                spec.Heads * RowAttentionPlanner.Cost(attended, plan.Tier, spec.N),
                Bytes(plan, floats),
                $"keys and values {Times(spec.N)}"),
        ];
    }

    private static long Bytes(KernelPlan plan, double numbers) => (long)Math.Round(numbers * plan.Spec.Number.Bytes);

    private static string Times(double count)
    {
        long rounded = (long)Math.Ceiling(count - 1e-9);
        return rounded == 1 ? Once : Invariant.Text(rounded) + " times";
    }
}
