using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Plan;

/// <summary>Plans a shape for a tier.</summary>
internal static class KernelPlanner
{
    /// <summary>The projected queries and heads' outputs of one chunk stay below so many bytes each (1 MB).</summary>
    private const int MostChunkBytes = 1 << 20;

    /// <summary>Plans a shape for a tier.</summary>
    public static KernelPlan Plan(AttentionSpec spec, Tier tier)
    {
        tier = tier.Of(spec.Number);
        bool merges = Merging.IsCheaper(spec);
        AttentionSpec projectedSpec = merges ? Merging.Projected(spec) : spec;
        AttentionPlan direct = AttentionPlanner.Plan(spec.Attended, tier, "AttendHeads", DirectLayout(spec), spec.N);

        // What Attend would bring together, Forward projects to where it belongs; and whatever the shape, where it can go head by head.
        bool placed = direct is BlockAttentionPlan { Gathers: true } && !merges && !spec.HasCache;
        int chunk = QueryChunk(projectedSpec);
        bool headByHead = direct is BlockAttentionPlan && !tier.IsKeptShort && CanGoHeadByHead(spec)
            && Project(spec.N, inParts: true).All(projection => projection.Product.Target.HasParts);
        if (headByHead)
        {
            placed = true;
            chunk = spec.N;
        }

        ProjectionPlan[] projections = [.. Project(chunk, inParts: placed)];
        ProjectionPlan queryProjection = projections[0];
        ProjectionPlan valueProjection = projections[1];
        ProjectionPlan? keyProjection = projections.ElementAtOrDefault(2);

        int headsTogether = headByHead ? 1 : spec.Heads;
        int keyHeadsTogether = headByHead ? 1 : spec.KeyValueHeads;
        var layout = new ScratchLayout();

        // What a cache of floats keeps is projected straight into it.
        int projectedKeys = spec.HasCache && !spec.IsNarrow ? 0 : spec.ProjectedKeys;
        int key = layout.Take(merges ? 0 : (long)projectedKeys * keyHeadsTogether * spec.DK);
        int value = layout.Take((long)projectedKeys * keyHeadsTogether * spec.DV);
        int query = layout.Take((long)chunk * headsTogether * projectedSpec.DK);
        int heads = layout.Take(spec.OutputProjection ? (long)chunk * spec.HeadsWidth : 0);

        RopePlan? rope = null;
        if (spec.HasRope && keyProjection is not null)
        {
            IEnumerable<ProjectionPanels> panels = queryProjection.Product.Panels.Concat(keyProjection.Product.Panels);
            // The rows of a step's last tile may reach past the last token that a cache holds.
            int positions = spec.HasCache ? checked(spec.CacheCapacity + spec.N - 1) : Math.Max(spec.N, spec.KeyValueLength);
            rope = new RopePlan(positions, RopeFactors.For(spec.DK, panels));
            queryProjection = queryProjection.Turned(rope.Factors);
            keyProjection = keyProjection.Turned(rope.Factors);
        }

        int factors = layout.Take(rope is not null && (spec.HasPosition || spec.StepHasPosition) ? (long)chunk * rope.Factors.Stride : 0);

        bool copiesSteps = spec.TakesSteps || (spec.HasCache && spec.IsNarrow);
        int stepInput = layout.Take(copiesSteps ? (long)spec.N * Math.Max(spec.DModel, spec.QueryWidth) : 0);
        int stepOutput = layout.Take(copiesSteps ? (long)spec.N * Math.Max(spec.ResultWidth, spec.HeadsWidth) : 0);

        OperandLayout projectedLayout = DirectLayout(projectedSpec with { Layout = HeadLayout.TokenMajor });
        if (placed)
        {
            projectedLayout = projectedLayout with
            {
                Query = Strides(queryProjection.Product, spec.DK),
                Key = Strides(keyProjection!.Product, spec.DK),
                Value = Strides(valueProjection.Product, spec.DV),
                IsPlaced = true,
            };
        }

        AttentionPlan projected = headByHead
            ? AttentionPlanner.Plan(spec with { Heads = 1, KeyValueHeads = 1 }, tier, "AttendHead", projectedLayout, chunk) with
            {
                OffersWeights = spec.OffersWeights,
            }
            : chunk == spec.N && projectedSpec == spec && projectedLayout == direct.Layout
            ? direct
            : AttentionPlanner.Plan(projectedSpec, tier, "AttendProjected", projectedLayout, chunk);
        AttentionPlan? token = spec.HasCache ? AttentionPlanner.PlanToken(spec.Attended, tier, projected) : null;

        return new KernelPlan
        {
            Spec = spec,
            Tier = tier,
            Query = queryProjection,
            Key = keyProjection,
            Value = valueProjection,
            Output = spec.OutputProjection
                ? ProjectionPlanner.Plan(tier, nameof(KernelPlan.Output), chunk, spec.HeadsWidth, spec.OutputWidth, spec.Bias)
                : null,
            Rope = rope,
            Projected = projected,
            GoesHeadByHead = headByHead,
            Direct = direct,
            Token = token,
            Scratch = new ForwardScratch
            {
                Query = query,
                Key = key,
                Value = value,
                Heads = heads,
                Rope = factors,
                StepInput = stepInput,
                StepOutput = stepOutput,
                Block = layout.Length,
            },
        };

        // Those of queries, of values, and, unless that of the queries takes it with it, of keys.
        IEnumerable<ProjectionPlan> Project(int queries, bool inParts)
        {
            yield return ProjectionPlanner.Plan(
                tier, nameof(KernelPlan.Query), queries, spec.DModel, projectedSpec.QueryWidth, spec.Bias, spec.HasRope, inParts ? spec.DK : null);
            yield return ProjectionPlanner.Plan(
                tier, nameof(KernelPlan.Value), spec.ProjectedKeys, spec.ContextWidth, spec.ValueWidth, spec.Bias, part: inParts ? spec.DV : null);
            if (!merges)
            {
                yield return ProjectionPlanner.Plan(
                    tier, nameof(KernelPlan.Key), spec.ProjectedKeys, spec.ContextWidth, spec.KeyWidth, spec.Bias, spec.HasRope, inParts ? spec.DK : null);
            }
        }
    }

    /// <summary>
    /// Whether one head can be projected and attended to before the next, unless its columns do not fill panels of their own: heads that share
    /// neither keys nor operands, whose queries and outputs need no chunks.
    /// </summary>
    private static bool CanGoHeadByHead(AttentionSpec spec) =>
        spec is { Heads: > 1, GroupSize: 1, HasOperands: false, HasRope: false, HasCache: false }
        && (long)spec.N * (spec.OutputProjection ? spec.HeadsWidth : Math.Max(spec.DK, spec.DV)) * spec.Number.Bytes <= MostChunkBytes;

    private static int QueryChunk(AttentionSpec spec)
    {
        int width = Math.Max(spec.QueryWidth, spec.HeadsWidth);
        int most = MostChunkBytes / spec.Number.Bytes;
        // The tokens of a decoder's step are as many as its author wants to go together.
        if (spec.HasCache || (long)spec.N * width <= most)
        {
            return spec.N;
        }

        // Whole blocks of queries, on every tier.
        int chunk = Math.Max(BlockScratch.WidestBlock, most / width / BlockScratch.WidestBlock * BlockScratch.WidestBlock);
        return Math.Min(chunk, spec.N);
    }

    private static OperandLayout DirectLayout(AttentionSpec spec) => new()
    {
        Query = Strides(spec.Layout, spec.N, spec.Heads, spec.DK),
        Key = Strides(spec.Layout, spec.KeyValueLength, spec.KeyValueHeads, spec.DK),
        Value = Strides(spec.Layout, spec.KeyValueLength, spec.KeyValueHeads, spec.DV),
        Output = Strides(spec.Layout, spec.N, spec.Heads, spec.DV),
    };

    private static OperandStrides Strides(ProductPlan product, int size) =>
        new(product.Target.Width, product.Target.HasParts ? product.Target.PartStride : size);

    private static OperandStrides Strides(HeadLayout layout, int tokens, int heads, int size) => layout == HeadLayout.TokenMajor
        ? new OperandStrides(heads * size, size)
        : new OperandStrides(size, checked(tokens * size));
}
