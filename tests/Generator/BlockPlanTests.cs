using AttnGen.Generator.Plan;
using AttnGen.Generator.Shape;
using Xunit;

namespace AttnGen.Tests.Generator;

/// <summary>What plans of blocks say of memory, and when keys and values come together: what no result would show.</summary>
public sealed class BlockPlanTests
{
    public static TheoryData<string> Tiers => [.. Tier.All.Select(tier => tier.Name)];

    [Theory]
    [MemberData(nameof(Tiers))]
    public void A_mask_has_room_for_all_that_tiles_read_of_it(string name)
    {
        Tier tier = Tier.All.Single(tier => tier.Name == name);
        ShapeRequest[] requests =
        [
            new(64, 16, 16) { KeyValueLength = 600 },
            new(1021, 16, 16) { Heads = 2, KeyValueLength = 1021 },
            new(37, 24, 8) { Heads = 2 },
            new(197, 48, 24) { Heads = 2, KeyValueLength = 64 },
        ];
        foreach (ShapeRequest request in requests)
        {
            var plan = Assert.IsType<BlockAttentionPlan>(KernelPlanner.Plan((request with { Mask = AttnGen.Generator.MaskKind.Additive }).ToSpec(), tier).Direct);
            foreach (QueryBlocks blocks in plan.Blocks)
            {
                BlockPlan block = blocks.Block;
                BlockScratch scratch = block.Scratch;
                int lastQuery = scratch.KeepsMask ? blocks.FirstQuery + ((blocks.Count - 1) * block.Queries) : 0;
                int rowsInFront = block.IsOnline ? block.KeyTiles.Rows : 0;
                int behind = block.IsOnline ? scratch.Correction : scratch.Scores;

                Assert.InRange(scratch.Mask, rowsInFront * block.Width, int.MaxValue);
                Assert.InRange(scratch.Mask + (lastQuery * block.Keys) + (block.KeyBlock * block.Width), 0, behind);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Tiers))]
    public void Behind_the_last_key_s_scores_there_is_memory_for_another_key(string name)
    {
        // The exponentials read one key ahead.
        Tier tier = Tier.All.Single(tier => tier.Name == name);
        foreach (ShapeRequest request in new ShapeRequest[] { new(64, 8, 1), new(300, 4, 2) { KeyValueLength = 700 }, new(48, 16, 1) { DV = 1 } })
        {
            var plan = Assert.IsType<BlockAttentionPlan>(KernelPlanner.Plan(request.ToSpec(), tier).Direct);
            Assert.All(plan.Blocks.Select(blocks => blocks.Block), block =>
                Assert.InRange(block.Scratch.Scores + ((block.KeyBlock + 1) * block.Width), 0, plan.ScratchLength));
        }
    }

    [Theory]
    [MemberData(nameof(Tiers))]
    public void Keys_and_values_of_24_vectors_of_queries_come_together(string name)
    {
        Tier tier = Tier.All.Single(tier => tier.Name == name);

        Assert.Equal(tier.Lanes >= 8, Gathers(24));
        Assert.False(Gathers(23));

        // Of one head they have no gaps, and crowd nowhere.
        bool Gathers(int vectors) => Assert.IsType<BlockAttentionPlan>(
            KernelPlanner.Plan(new ShapeRequest(vectors * tier.Lanes, 24, 24) { KeyValueLength = 64 }.ToSpec(), tier).Direct).Gathers;
    }
}
