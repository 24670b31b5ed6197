using Xunit;

namespace AttnGen.Tests.Tiers;

/// <summary>The other half of the <see cref="TierTests"/>.</summary>
public sealed class MoreTierTests
{
    public static TheoryData<KernelTier> Tiers => [.. TierRun.Lower.Where((_, place) => place % 2 == 1)];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Tiers))]
    public Task The_kernel_tests_pass_on_another_tier(KernelTier tier) => TierRun.Check(tier);
}
