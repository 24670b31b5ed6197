using System.Runtime.Intrinsics.X86;
using AttnGen.Tests.Harness;
using Xunit;

namespace AttnGen.Tests.Tiers;

/// <summary>
/// Every tier is held to the same promises: here those of wide vectors, beside them the <see cref="NarrowTierTests"/>, so that two children
/// run at a time.
/// </summary>
public sealed class TierTests
{
    public static TheoryData<KernelTier> Tiers => [.. TierRun.Tiers.Where(tier => tier >= KernelTier.Vector256)];

    [Fact]
    public void With_AVX2_every_tier_runs_whatever_the_machine_has()
    {
        if (Avx2.IsSupported)
        {
            Assert.Equal(Enum.GetValues<KernelTier>(), TierRun.Tiers.Append(ProcessorTier.Expected).Order());
        }
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Tiers))]
    public Task The_kernel_tests_pass_on_another_tier(KernelTier tier) => TierRun.Check(tier);
}
