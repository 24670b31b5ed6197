using Xunit;

namespace AttnGen.Tests.Tiers;

/// <summary>
/// Every tier up to the machine's own is held to the same promises: here those of wide vectors, beside them the
/// <see cref="NarrowTierTests"/>, so that two children run at a time.
/// </summary>
public sealed class TierTests
{
    [Theory]
    [InlineData("DOTNET_PreferredVectorBitWidth", "256", KernelTier.Vector256Wide)]
    [InlineData("DOTNET_EnableAVX512", "0", KernelTier.Vector256)]
    public Task The_kernel_tests_pass_on_a_lower_tier(string variable, string value, KernelTier tier) => TierRun.Check(variable, value, tier);
}
