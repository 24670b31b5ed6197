using Xunit;

namespace AttnGen.Tests.Tiers;

/// <summary>The same promises on the tiers that any machine has.</summary>
public sealed class NarrowTierTests
{
    [Theory]
    [InlineData("DOTNET_EnableAVX2", "0", KernelTier.Vector128)]
    [InlineData("DOTNET_EnableHWIntrinsic", "0", KernelTier.Scalar)]
    public Task The_kernel_tests_pass_on_a_lower_tier(string variable, string value, KernelTier tier) => TierRun.Check(variable, value, tier);
}
