using Xunit;

namespace AttnGen.Tests.Tiers;

/// <summary>The same promises on the tiers that any machine has.</summary>
public sealed class NarrowTierTests
{
    public static TheoryData<KernelTier> Tiers => [.. TierRun.Tiers.Where(tier => tier < KernelTier.Vector256)];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Tiers))]
    public Task The_kernel_tests_pass_on_another_tier(KernelTier tier) => TierRun.Check(tier);
}
