using AttnGen.Generator.Plan;
using AttnGen.Generator.Shape;
using Xunit;

namespace AttnGen.Tests.Generator;

/// <summary>What the report predicts of a plan: it leaves out no operation, and what it predicts can be.</summary>
public sealed class KernelCostTests
{
    public static TheoryData<string> Tiers => [.. Tier.All.Select(tier => tier.Name)];

    [Theory]
    [MemberData(nameof(Tiers))]
    public void The_stages_add_up_to_what_the_mathematics_needs(string name)
    {
        Tier tier = Tier.All.Single(tier => tier.Name == name);
        foreach (ShapeRequest request in Shapes())
        {
            AttentionSpec spec = request.ToSpec();
            IReadOnlyList<StageCost> stages = KernelCost.Of(KernelPlanner.Plan(spec, tier));

            Assert.Equal(Flops.Projection(spec) + Flops.Attention(spec), stages.Sum(stage => stage.Flops));
            Assert.All(stages, stage => Assert.True(stage.Cycles > 0, stage.Name));

            // What goes in and what comes out is moved once at least.
            long least = sizeof(float) * (((long)spec.N * spec.DModel) + ((long)spec.N * spec.ResultWidth));
            Assert.InRange(stages.Sum(stage => stage.Bytes), least, long.MaxValue);

            // A merged matrix saves a fifth or so; nothing else passes the ceiling.
            double share = StageCost.Share(stages.Sum(stage => stage.Flops), stages.Sum(stage => stage.Cycles), tier);
            Assert.InRange(share, 0.001, KernelPlanner.Plan(spec, tier).MergesKeys ? 2 : 1);
        }
    }

    [Fact]
    public void A_full_tile_s_shape_is_predicted_near_the_ceiling_and_a_tiny_one_is_not()
    {
        Assert.InRange(ShareOf(new ShapeRequest(512, 512, 64) { Heads = 8 }), 0.85, 1);
        Assert.InRange(ShareOf(new ShapeRequest(3, 15, 5) { Heads = 3 }), 0.01, 0.6);
    }

    [Fact]
    public void Shared_keys_and_values_leave_the_heads_outputs_as_they_are()
    {
        var request = new ShapeRequest(1, 64, 16) { Heads = 8, KeyValueLength = 1 };
        long apart = AttentionBytes(request);
        long shared = AttentionBytes(request with { KeyValueHeads = 1 });

        // One query and one key: the passes over keys and values are counted for each head that reads them.
        Assert.Equal(apart, shared);
    }

    private static long AttentionBytes(ShapeRequest request) =>
        KernelCost.Of(KernelPlanner.Plan(request.ToSpec(), Tier.All[0]))
            .Where(stage => !stage.Name.StartsWith("projection", StringComparison.Ordinal))
            .Sum(stage => stage.Bytes);

    private static double ShareOf(ShapeRequest request)
    {
        IReadOnlyList<StageCost> stages = KernelCost.Of(KernelPlanner.Plan(request.ToSpec(), Tier.All[0]));
        return StageCost.Share(stages.Sum(stage => stage.Flops), stages.Sum(stage => stage.Cycles), Tier.All[0]);
    }

    private static IEnumerable<ShapeRequest> Shapes() =>
    [
        new(64, 64, 64),
        new(197, 192, 64) { Heads = 3, Bias = true, OutputProjection = true },
        new(1, 384, 64) { Heads = 6, KeyValueLength = 1500, ContextWidth = 512 },
        new(9, 17, 5) { Heads = 3, DV = 7, KeyValueLength = 13 },
        new(1000, 64, 8) { Heads = 8, OutputProjection = true, OutputWidth = 33 },
        new(2048, 64, 64) { Causal = AttnGen.Generator.CausalAlignment.BottomRight },
        new(5000, 64, 64),
        new(64, 64, 16) { Heads = 8, KeyValueHeads = 2, OutputProjection = true },
    ];
}
