using AttnGen.Generator.Shape;
using AttnGen.Tests.Exponential;
using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Shapes;
using Xunit;

namespace AttnGen.Tests.Tiers;

/// <summary>Runs the kernel tests again in a child process that may not use all of the machine's instructions.</summary>
internal static class TierRun
{
    /// <summary>Tells a child process which tier it is there for.</summary>
    public const string ExpectedTier = "ATTNGEN_EXPECTED_TIER";

    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(15);

    /// <summary>Fails unless all of them pass.</summary>
    /// <param name="variable">The runtime's variable that takes instructions away.</param>
    /// <param name="value">Its value.</param>
    /// <param name="tier">The best tier that is left.</param>
    public static async Task Check(string variable, string value, KernelTier tier)
    {
        // A machine without the tier's instructions runs the best it has.
        KernelTier expected = (KernelTier)Math.Min((int)tier, (int)ProcessorTier.Expected);
        CompiledAhead.All();
        EmittedExp2<float>.Compile(expected, NumberType.Float);
        EmittedExp2<double>.Compile(expected, NumberType.Double);

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
