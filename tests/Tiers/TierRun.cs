using AttnGen.Generator.Shape;
using AttnGen.Tests.Exponential;
using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Shapes;
using AttnGen.Tests.Software;
using Xunit;

namespace AttnGen.Tests.Tiers;

/// <summary>
/// Runs the kernel tests again in a child process that runs on another tier than this one: on a lower one because it may not use all of the
/// machine's instructions, on a higher one with the instructions in software. So every tier is run once, this process being the machine's.
/// </summary>
internal static class TierRun
{
    /// <summary>Tells a child process which tier it is there for.</summary>
    public const string ExpectedTier = "ATTNGEN_EXPECTED_TIER";

    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(15);

    /// <summary>The tiers that are not the machine's own, but for those that the machine cannot run in software either.</summary>
    public static IEnumerable<KernelTier> Tiers =>
        Enum.GetValues<KernelTier>()
            .Where(tier => tier < ProcessorTier.Expected || (tier > ProcessorTier.Expected && SoftwareTier.Runs(tier)));

    /// <summary>Fails unless all of them pass on a tier.</summary>
    public static async Task Check(KernelTier tier)
    {
        CompiledAhead.All();
        EmittedExp2<float>.Compile(tier, NumberType.Float);
        EmittedExp2<double>.Compile(tier, NumberType.Double);

        (string variable, string value) = tier > ProcessorTier.Expected ? (SoftwareTier.Variable, tier.ToString()) : Lowering(tier);
        TestProcess.Result result = await TestProcess.RunAsync(
            new Dictionary<string, string> { [variable] = value, [ExpectedTier] = tier.ToString() },
            s_timeout,
            [
                .. TestProcess.PlainOutput,
                "--filter-trait", "Category=Kernels",
                "--minimum-expected-tests", $"{2 * ShapeTable.All.Count()}",
            ]);

        Assert.True(result.ExitCode == 0, $"{variable}={value}, exit code {result.ExitCode}:\n{result.Excerpt}");
    }

    /// <summary>The variable of the runtime that takes away the instructions of the tiers above one.</summary>
    private static (string Variable, string Value) Lowering(KernelTier tier) => tier switch
    {
        KernelTier.Vector256Wide => ("DOTNET_PreferredVectorBitWidth", "256"),
        KernelTier.Vector256 => ("DOTNET_EnableAVX512", "0"),
        KernelTier.Vector128 => ("DOTNET_EnableAVX2", "0"),
        KernelTier.Scalar => ("DOTNET_EnableHWIntrinsic", "0"),
        _ => throw new ArgumentOutOfRangeException(nameof(tier), tier, "No tier is above it."),
    };
}
