using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Shapes;
using Xunit;

namespace AttnGen.Tests.Tiers;

/// <summary>
/// Runs the kernel tests again in child processes that may not use all of the machine's instructions, so that every tier up to the
/// machine's own is held to the same promises.
/// </summary>
public sealed class TierTests
{
    /// <summary>Tells a child process which tier it is there for.</summary>
    internal const string ExpectedTier = "ATTNGEN_EXPECTED_TIER";

    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(15);

    [Theory]
    [InlineData("DOTNET_PreferredVectorBitWidth", "256", KernelTier.Vector256Wide)]
    [InlineData("DOTNET_EnableAVX512", "0", KernelTier.Vector256)]
    [InlineData("DOTNET_EnableAVX2", "0", KernelTier.Vector128)]
    [InlineData("DOTNET_EnableHWIntrinsic", "0", KernelTier.Scalar)]
    public async Task The_kernel_tests_pass_on_a_lower_tier(string variable, string value, KernelTier tier)
    {
        // A machine without the tier's instructions runs the best it has.
        KernelTier expected = (KernelTier)Math.Min((int)tier, (int)ProcessorTier.Expected);
        // Compiled here, once, and found by every child.
        Assert.All(KernelsUnderTest.Sets, set => Assert.NotEmpty(set.Kernels));

        TestProcess.Result result = await TestProcess.RunAsync(
            new Dictionary<string, string> { [variable] = value, [ExpectedTier] = expected.ToString() },
            s_timeout,
            [
                .. TestProcess.PlainOutput,
                "--filter-trait", "Category=Kernels",
                "--minimum-expected-tests", $"{2 * ShapeTable.All.Count()}",
            ]);

        Assert.True(result.ExitCode == 0, $"{variable}={value}, exit code {result.ExitCode}:\n{result.Excerpt}");
    }
}
