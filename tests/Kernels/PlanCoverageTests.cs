using AttnGen.Generator.Plan;
using AttnGen.Generator.Shape;
using AttnGen.Tests.Kernels.Decoding;
using AttnGen.Tests.Kernels.Shapes;
using Xunit;

namespace AttnGen.Tests.Kernels;

/// <summary>
/// The shapes under test take every way that the planner can choose, on every tier: a way that none takes is held to nothing.
/// </summary>
public sealed class PlanCoverageTests
{
    public static TheoryData<string> Tiers => [.. Tier.All.Select(tier => tier.Name)];

    [Theory]
    [MemberData(nameof(Tiers))]
    public void Some_shape_takes_each_way(string tier)
    {
        Tier planned = Tier.All.Single(one => one.Name == tier);
        KernelPlan[] plans = [.. ShapeTable.All.Select(shape => KernelPlanner.Plan(SpecOf(shape), planned))];
        ProductPlan[] products = [.. plans.SelectMany(plan => plan.Projections).Select(projection => projection.Product)];
        BlockPlan[] blocks = [.. plans.SelectMany(plan => BlocksOf(plan.Projected))];
        QueryBlocks[] groups = [.. plans.SelectMany(plan => GroupsOf(plan.Direct)).Where(GoInGroups)];

        Assert.Contains(plans, plan => plan.IsChunked && plan.Spec.N % plan.QueryChunk != 0 && plan.Spec.IsCrossAttention);
        Assert.Contains(plans, plan => plan.IsChunked && plan.Spec.N % plan.QueryChunk != 0 && !plan.Spec.IsCrossAttention);
        Assert.Contains(plans, plan => plan.IsChunked && plan.Output is not null && plan.Spec.Heads > 1);
        Assert.Contains(plans, plan => plan.Projected == plan.Direct);
        Assert.Contains(plans, plan => !plan.IsChunked && plan.Projected != plan.Direct);
        Assert.Contains(products, product => product.IsBlocked && product.Tokens % product.TokenBlock != 0);
        Assert.Contains(products, product => product.IsBlocked && product.Bias);
        Assert.Equal(planned.Lanes >= 8, products.Any(product => product.Bias && product.Panels.Any(panels => panels.Ahead != 0 && panels.Rows.Rows * panels.Rows.Count > panels.Rows.Total)));
        Assert.Equal(planned.Lanes >= 8, products.Any(product => product.IsBlocked && product.Panels.Any(panels => panels.Ahead != 0)));
        Assert.Contains(blocks, block => block.IsOnline && block.Keys % block.KeyBlock != 0);
        Assert.Contains(blocks, block => block.IsOnline && block.Aggregation is QueryLaneAggregation { Tiles.IsEven: false });
        Assert.Contains(blocks, block => !block.IsOnline && block.Aggregation is QueryLaneAggregation { Tiles.IsEven: false });
        Assert.Contains(groups, group => group.Block.Aggregation is QueryLaneAggregation);
        Assert.Contains(plans, plan => plan.Direct is BlockAttentionPlan { GroupSize: > 1, KeyValueHeads: 1 });
        Assert.Contains(plans, plan => plan.Direct is BlockAttentionPlan { GroupSize: > 1, KeyValueHeads: > 1 });
        Assert.Contains(plans, plan => plan.IsChunked && plan.Spec.GroupSize > 1);
        BlockAttentionPlan[] gathered = [.. plans.Select(plan => plan.Direct).OfType<BlockAttentionPlan>().Where(plan => plan.Gathers)];
        Assert.Equal(planned.Lanes >= 8, gathered.Any(plan => BlocksOf(plan).All(block => !block.IsOnline)));
        Assert.Equal(planned.Lanes >= 8, gathered.Any(plan => BlocksOf(plan).All(block => block.IsOnline)));
        Assert.Equal(planned.Lanes >= 8, gathered.Any(plan => plan.GroupSize > 1 && plan.HasEdge));
        if (planned.Lanes > 1)
        {
            Assert.Contains(groups, group => group.Block.Aggregation is FeatureLaneAggregation);
            Assert.Contains(plans, plan => plan.Projected is RowAttentionPlan && plan.Spec.N == 1);
            Assert.Contains(plans, plan => plan.Projected is RowAttentionPlan && plan.Spec.Heads > 1);
            AssertCoversSharedRows([.. plans.Select(plan => plan.Direct).OfType<RowAttentionPlan>().Where(plan => plan.GroupSize > 1)], planned);
            Assert.Contains(blocks, block => block.IsOnline && block.Aggregation is FeatureLaneAggregation);
            Assert.Contains(blocks, block => !block.IsOnline && block.Aggregation is FeatureLaneAggregation { Tiles.IsEven: false });
            Assert.Contains(
                blocks.Select(block => block.Aggregation).OfType<FeatureLaneAggregation>(),
                aggregation => aggregation.Panels.Any(panel => panel.LastVectorStart is not null));
        }

        Assert.Contains(blocks, block => !block.IsOnline && !block.KeyTiles.IsEven);
        AssertCoversParts(planned, [.. plans.Where(plan => plan.Projections.Any(projection => projection.Product.Target.HasParts))]);
        AssertCoversHeads(planned, [.. plans.Where(plan => plan.GoesHeadByHead)]);
        AssertCoversTwoSizes(planned, products, blocks);
        AssertCoversRope([.. plans.Where(plan => plan.Rope is not null)]);
        AssertCoversCausal(planned, [.. plans.Where(plan => plan.Projected.Visibility.HasEdge)]);
    }

    /// <summary>Heads' outputs that lie apart, as one panel and as several; with all that a projection can have beside.</summary>
    private static void AssertCoversParts(Tier tier, KernelPlan[] plans)
    {
        bool any = tier.Lanes >= 8;
        ProductPlan[] products = [.. plans.SelectMany(plan => plan.Projections).Select(projection => projection.Product).Where(product => product.Target.HasParts)];
        Assert.Equal(any, products.Any(product => product.Panels[0].Width == product.Target.Width));
        Assert.Equal(any, products.Any(product => product.Panels[0].Width < product.Target.Width));
        Assert.Equal(any, products.Any(product => product.Bias));
        Assert.Equal(any, products.Any(product => product.Rope is not null));
        Assert.Equal(any, products.Any(product => product.IsBlocked));
        Assert.Equal(any, plans.Any(plan => plan.IsChunked));
        Assert.Equal(any, plans.Any(plan => plan.Spec.GroupSize > 1));
        Assert.All(plans, plan => Assert.False(plan.Projected is BlockAttentionPlan { Gathers: true } && plan.Projections.Count(projection => projection.Product.Target.HasParts) >= 3));
    }

    /// <summary>Heads that are projected and attended to one after the other, with all that such a shape can have beside.</summary>
    private static void AssertCoversHeads(Tier tier, KernelPlan[] plans)
    {
        bool any = tier.Lanes >= 8;
        Assert.Equal(any, plans.Any(plan => plan.Output is not null && plan.Value.Product.Bias));
        Assert.Equal(any, plans.Any(plan => plan.Spec.IsCrossAttention && plan.Spec.ContextWidth != plan.Spec.DModel));
        Assert.Equal(any, plans.Any(plan => plan.Spec.DV != plan.Spec.DK));
        Assert.Equal(any, plans.Any(plan => plan.Projected.Visibility.HasEdge));
        Assert.Equal(any, plans.Any(plan => plan.Query.Product.IsBlocked));
        Assert.Equal(any, plans.Any(plan => plan.Query.Product.OfPart.Panels[0].Count > 1));
    }

    private static void AssertCoversTwoSizes(Tier tier, ProductPlan[] products, BlockPlan[] blocks)
    {
        bool any = tier.HasFewRegisters;
        RowTiles[] projections = [.. products.SelectMany(product => product.Panels).Select(panels => panels.Rows).Where(tiles => tiles.Shorter > 0)];
        RowTiles[] keys = [.. blocks.Select(block => block.KeyTiles).Where(tiles => tiles.Shorter > 0)];
        RowTiles[] features = [.. blocks.Select(block => block.Aggregation).OfType<FeatureLaneAggregation>().Select(plan => plan.Tiles).Where(tiles => tiles.Shorter > 0)];
        foreach (RowTiles[] tiles in new[] { projections, keys, features })
        {
            Assert.Equal(any, tiles.Any(one => one.Shorter == 1));
            Assert.Equal(any, tiles.Any(one => one.Shorter > 1));
        }
    }

    /// <summary>Groups of heads one after the other: parts of a group, one, and several; more vectors of a value than heads, and fewer.</summary>
    private static void AssertCoversSharedRows(RowAttentionPlan[] plans, Tier tier)
    {
        Assert.Contains(plans, plan => plan.HeadsTogether < plan.GroupSize);
        Assert.Contains(plans, plan => plan.HeadsTogether > plan.GroupSize && plan.HeadsTogether < plan.Heads);
        Assert.Contains(plans, plan => plan.HeadsTogether == plan.Heads);
        Assert.Contains(plans, plan => plan.HeadsTogether > 1 && plan.GroupSize > VectorPiece.Of(plan.DV, tier.Lanes).Count);
        Assert.Contains(plans, plan => plan.HeadsTogether > 1 && plan.GroupSize < VectorPiece.Of(plan.DV, tier.Lanes).Count);
    }

    private static void AssertCoversRope(KernelPlan[] plans)
    {
        ProductPlan[] products = [.. plans.SelectMany(plan => plan.Projections).Select(projection => projection.Product)];
        ProductPlan[] turned = [.. products.Where(product => product.Rope is not null)];
        (RopeFactors Factors, ProjectionPanels Panels)[] panels =
            [.. turned.SelectMany(product => product.Panels, (product, equal) => (product.Rope!, equal))];

        Assert.Contains(plans, plan => plan.IsChunked && plan.Spec.HasPosition);
        Assert.Contains(plans, plan => plan.IsChunked && !plan.Spec.HasPosition);
        Assert.Contains(plans, plan => !plan.IsChunked && plan.Spec.HasPosition);
        Assert.Contains(turned, product => product.IsBlocked);
        Assert.Contains(turned, product => product.Bias);
        Assert.Contains(panels, one => one.Factors.Moves(one.Panels));
        Assert.Contains(panels, one => !one.Factors.Moves(one.Panels) && one.Panels.Count > 1);
        Assert.Contains(panels, one => one.Panels.LastLanes < one.Panels.Width / one.Panels.Vectors || one.Panels.Width == 2);
    }

    private static void AssertCoversCausal(Tier tier, KernelPlan[] plans)
    {
        BlockPlan[] blocks = [.. plans.SelectMany(plan => BlocksOf(plan.Direct))];
        Assert.Contains(plans, plan => plan.IsChunked && plan.Spec.IsCrossAttention);
        Assert.Contains(plans, plan => plan.IsChunked && !plan.Spec.IsCrossAttention);
        Assert.Contains(plans, plan => plan.MergesKeys);
        Assert.Contains(plans, plan => GroupsOf(plan.Direct).Any(GoInGroups));
        foreach (bool online in (bool[])[false, true])
        {
            Assert.Contains(blocks, block => block.IsOnline == online && block.Aggregation is QueryLaneAggregation);
            Assert.Equal(
                tier.Lanes > 1, blocks.Any(block => block.IsOnline == online && block.Aggregation is FeatureLaneAggregation));
        }

        Assert.Equal(tier.Lanes > 1, plans.Any(plan => plan.Direct is RowAttentionPlan));
    }

    private static IEnumerable<BlockPlan> BlocksOf(AttentionPlan plan) => GroupsOf(plan).Select(group => group.Block);

    [Theory]
    [MemberData(nameof(Tiers))]
    public void Some_decoder_takes_each_way(string tier)
    {
        Tier planned = Tier.All.Single(one => one.Name == tier);
        KernelPlan[] plans = [.. DecoderShapes.All.Select(shape => KernelPlanner.Plan(SpecOf(shape), planned))];
        KernelPlan[] several = [.. plans.Where(plan => plan.Spec.TakesSteps)];

        Assert.Contains(plans, plan => !plan.Spec.TakesSteps && plan.Output is not null);
        Assert.Contains(several, plan => BlocksOf(plan.Direct).Any(block => block.IsOnline));
        Assert.Contains(several, plan => BlocksOf(plan.Direct).Any(block => !block.IsOnline && block.Queries < plan.Spec.N));
        Assert.Contains(several, plan => plan.Query.Product.IsBlocked);
        if (planned.Lanes > 1)
        {
            Assert.Contains(several, plan => plan is { Direct: BlockAttentionPlan, Token: RowAttentionPlan });
        }

        // Two queries in four lanes are no waste.
        if (planned.Lanes > 4)
        {
            Assert.Contains(several, plan => plan.Direct is RowAttentionPlan && plan.Token == plan.Direct);
        }
    }

    private static IEnumerable<QueryBlocks> GroupsOf(AttentionPlan plan) => plan is BlockAttentionPlan inBlocks ? inBlocks.Blocks : [];

    /// <summary>Whether the blocks pass by the keys in groups, the last of which is smaller.</summary>
    private static bool GoInGroups(QueryBlocks blocks) =>
        blocks.Block.IsOnline && blocks.Count > blocks.Together && blocks.Count % blocks.Together != 0;

    private static AttentionSpec SpecOf(AttentionShape shape) => new()
    {
        N = shape.N,
        DModel = shape.DModel,
        DK = shape.DK,
        Heads = shape.Heads,
        KeyValueHeads = shape.KeyValueHeads,
        DV = shape.DV,
        KeyValueLength = shape.KeyValueLength,
        ContextWidth = shape.ContextWidth,
        IsCrossAttention = shape.IsCrossAttention,
        Bias = shape.Bias,
        OutputProjection = shape.OutputProjection,
        OutputWidth = shape.OutputWidth,
        Scale = shape.Scale,
        Causal = (AttnGen.Generator.CausalAlignment)(int)shape.Causal,
        LeftWindow = shape.LeftWindow,
        RightWindow = shape.RightWindow,
        Softcap = shape.Softcap,
        Mask = (AttnGen.Generator.MaskKind)(int)shape.Mask,
        Alibi = shape.Alibi,
        RelativeBias = shape.RelativeBias,
        Modifier = null,
        Sink = (AttnGen.Generator.SinkKind)(int)shape.Sink,
        LogSumExp = shape.LogSumExp,
        Scores = (AttnGen.Generator.ScoreStage)(int)shape.Scores,
        Rope = (AttnGen.Generator.RopePairing)(int)shape.Rope,
        RopeTheta = shape.RopeTheta,
        RopeWidth = shape.RopeWidth,
        Layout = (AttnGen.Generator.HeadLayout)(int)shape.Layout,
        CacheCapacity = shape.CacheCapacity,
        Element = (AttnGen.Generator.ElementType)(int)shape.Element,
    };
}
