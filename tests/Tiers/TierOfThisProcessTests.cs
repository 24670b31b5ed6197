using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Shapes;
using Xunit;

namespace AttnGen.Tests.Tiers;

/// <summary>The part of <see cref="TierTests"/> that runs in the child process.</summary>
[Trait("Category", "Kernels")]
public sealed class TierOfThisProcessTests
{
    [Fact]
    public void Every_kernel_runs_on_the_expected_tier()
    {
        KernelTier expected = Environment.GetEnvironmentVariable(TierRun.ExpectedTier) is { Length: > 0 } name
            ? Enum.Parse<KernelTier>(name)
            : ProcessorTier.Expected;
        Assert.Equal(ProcessorTier.Expected, expected);
        foreach (Kernel kernel in KernelsUnderTest.Sets.SelectMany(set => set.Kernels))
        {
            Assert.Equal(expected, kernel.Tier);
        }
    }
}
