using System.Runtime.Intrinsics.X86;
using AttnGen.Tests.Harness;
using AttnGen.Tests.Software;
using Xunit;

namespace AttnGen.Tests.Tiers;

/// <summary>
/// Every tier is held to the same promises: here every second one below the machine's own, beside them the <see cref="MoreTierTests"/>, so that two
/// children run at a time.
/// </summary>
public sealed class TierTests
{
    public static TheoryData<KernelTier> Tiers => [.. TierRun.Lower.Where((_, place) => place % 2 == 0)];

    [Fact]
    public void With_AVX2_every_tier_can_be_run_whatever_the_machine_has()
    {
        if (Avx2.IsSupported)
        {
            IEnumerable<KernelTier> inSoftware = Enum.GetValues<KernelTier>().Where(tier => tier > ProcessorTier.Expected && SoftwareTier.Runs(tier));
            Assert.Equal(Enum.GetValues<KernelTier>(), TierRun.Lower.Append(ProcessorTier.Expected).Concat(inSoftware).Order());
        }
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Tiers))]
    public Task The_kernel_tests_pass_on_another_tier(KernelTier tier) => TierRun.Check(tier);
}
