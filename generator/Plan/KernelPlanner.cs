using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Plan;

/// <summary>Plans a shape for a tier.</summary>
internal static class KernelPlanner
{
    /// <summary>The projected queries and heads' outputs of one chunk stay below so many floats (1 MB each).</summary>
    private const int MostChunkFloats = 1 << 18;

    /// <summary>Plans a shape for a tier.</summary>
    public static KernelPlan Plan(AttentionSpec spec, Tier tier)
    {
        bool merges = Merging.IsCheaper(spec);
        AttentionSpec projectedSpec = merges ? Merging.Projected(spec) : spec;
        int chunk = QueryChunk(projectedSpec);
        var layout = new ScratchLayout();
        int key = layout.Take(merges ? 0 : (long)spec.KeyValueLength * spec.KeyWidth);
        int value = layout.Take((long)spec.KeyValueLength * spec.ValueWidth);
        int query = layout.Take((long)chunk * projectedSpec.QueryWidth);
        int heads = layout.Take(spec.OutputProjection ? (long)chunk * spec.HeadsWidth : 0);

        ProjectionPlan queryProjection = ProjectionPlanner.Plan(
            tier, nameof(KernelPlan.Query), chunk, spec.DModel, projectedSpec.QueryWidth, spec.Bias, spec.HasRope);
        ProjectionPlan? keyProjection = merges
            ? null
            : ProjectionPlanner.Plan(
                tier, nameof(KernelPlan.Key), spec.KeyValueLength, spec.ContextWidth, spec.KeyWidth, spec.Bias, spec.HasRope);
        RopePlan? rope = null;
        if (spec.HasRope && keyProjection is not null)
        {
            IEnumerable<ProjectionPanels> panels = queryProjection.Product.Panels.Concat(keyProjection.Product.Panels);
            rope = new RopePlan(Math.Max(spec.N, spec.KeyValueLength), RopeFactors.For(spec.DK, panels));
            queryProjection = queryProjection.Turned(rope.Factors);
            keyProjection = keyProjection.Turned(rope.Factors);
        }

        int factors = layout.Take(rope is not null && spec.HasPosition ? (long)chunk * rope.Factors.Stride : 0);

        AttentionPlan direct = AttentionPlanner.Plan(spec, tier, "AttendHeads", DirectLayout(spec), spec.N);
        OperandLayout projectedLayout = DirectLayout(projectedSpec with { Layout = HeadLayout.TokenMajor });
        AttentionPlan projected = chunk == spec.N && projectedSpec == spec && projectedLayout == direct.Layout
            ? direct
            : AttentionPlanner.Plan(projectedSpec, tier, "AttendProjected", projectedLayout, chunk);

        return new KernelPlan
        {
            Spec = spec,
            Tier = tier,
            Query = queryProjection,
            Key = keyProjection,
            Value = ProjectionPlanner.Plan(tier, nameof(KernelPlan.Value), spec.KeyValueLength, spec.ContextWidth, spec.ValueWidth, spec.Bias),
            Output = spec.OutputProjection
                ? ProjectionPlanner.Plan(tier, nameof(KernelPlan.Output), chunk, spec.HeadsWidth, spec.OutputWidth, spec.Bias)
                : null,
            Rope = rope,
            Projected = projected,
            Direct = direct,
            Scratch = new ForwardScratch { Query = query, Key = key, Value = value, Heads = heads, Rope = factors, Block = layout.Length },
        };
    }

    private static int QueryChunk(AttentionSpec spec)
    {
        int width = Math.Max(spec.QueryWidth, spec.HeadsWidth);
        if ((long)spec.N * width <= MostChunkFloats)
        {
            return spec.N;
        }

        // Whole blocks of queries, on every tier.
        int chunk = Math.Max(BlockScratch.WidestBlock, MostChunkFloats / width / BlockScratch.WidestBlock * BlockScratch.WidestBlock);
        return Math.Min(chunk, spec.N);
    }

    private static OperandLayout DirectLayout(AttentionSpec spec) => new()
    {
        Query = Strides(spec.Layout, spec.N, spec.Heads, spec.DK),
        Key = Strides(spec.Layout, spec.KeyValueLength, spec.KeyValueHeads, spec.DK),
        Value = Strides(spec.Layout, spec.KeyValueLength, spec.KeyValueHeads, spec.DV),
        Output = Strides(spec.Layout, spec.N, spec.Heads, spec.DV),
    };

    private static OperandStrides Strides(HeadLayout layout, int tokens, int heads, int size) => layout == HeadLayout.TokenMajor
        ? new OperandStrides(heads * size, size)
        : new OperandStrides(size, checked(tokens * size));
}
