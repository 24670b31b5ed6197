using AttnGen.Generator.Shape;
using AttnGen.Tests.Exponential;
using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Shapes;
using AttnGen.Tests.Software;
using Xunit;

namespace AttnGen.Tests.Tiers;

/// <summary>
/// Runs the kernel tests again in a child process that runs on a lower tier than this one, because it may not use all of the machine's
/// instructions. The tiers above the machine's own run in software, by a command of their own: see <see cref="SoftwareTier"/>.
/// </summary>
internal static class TierRun
{
    /// <summary>Tells a child process which tier it is there for.</summary>
    public const string ExpectedTier = "ATTNGEN_EXPECTED_TIER";

    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(15);

    /// <summary>The tiers below the machine's own.</summary>
    public static IEnumerable<KernelTier> Lower => Enum.GetValues<KernelTier>().Where(tier => tier < ProcessorTier.Expected);

    /// <summary>Fails unless all of them pass on a tier.</summary>
    public static async Task Check(KernelTier tier)
    {
        CompiledAhead.All();
        EmittedExp2<float>.Compile(tier, NumberType.Float);
        EmittedExp2<double>.Compile(tier, NumberType.Double);

        (string variable, string value) = Lowering(tier);
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
