using System.Globalization;
using AttnGen.Tests.Child;
using AttnGen.Tests.Kernels.Decoding;
using AttnGen.Tests.Kernels.HandWritten;
using AttnGen.Tests.Kernels.Shapes;
using AttnGen.Tests.PublicApi;
using AttnGen.Tests.Tiers;
using Xunit.MicrosoftTestingPlatform;

namespace AttnGen.Tests;

/// <summary>
/// The entry point of the tests: the test runner, but for a few tasks that are asked for by name. Tests start those in child processes,
/// and four are for people:
/// <code>
/// dotnet run -c Release --project tests -- sweep [shapes] [seed]
/// dotnet run -c Release --project tests -- features [combinations] [seed]
/// dotnet run -c Release --project tests -- exp2
/// dotnet run -c Release --project tests -- api
/// </code>
/// hold that many pseudo-random shapes (100) and combinations of features (500) against the reference, and 2^x of every float;
/// DOTNET_EnableAVX2=0 and the like run them on a lower tier, ATTNGEN_SOFTWARE_TIER=Vector512 on one that the machine lacks. The last writes
/// the frozen public surface anew.
/// </summary>
internal static class TestProgram
{
    public static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case [Sweep.Command, .. string[] rest]:
                return Sweep.Run(Number(rest, 0) ?? 100, Number(rest, 1) ?? Environment.TickCount & 0xFFFF);
            case [FeatureSweep.Command, .. string[] rest]:
                return FeatureSweep.Run(Number(rest, 0) ?? 500, Number(rest, 1) ?? Environment.TickCount & 0xFFFF);
            case [Exp2Sweep.Command]:
                return Exp2Sweep.Run();
            case [GuardedFault.Command, string fault]:
                GuardedFault.Run(Enum.Parse<Fault>(fault));
                return 0;
            case [EveryKernelOnce.Command]:
                EveryKernelOnce.Run(KernelsUnderTest.Sets);
                EveryKernelOnce.Run(DecodersUnderTest.Set);
                return 0;
            case [EveryKernelOnce.ListedCommand]:
                EveryKernelOnce.Run([ListedKernels.Compile()]);
                return 0;
            case [ModifiedKernels.Command]:
                ModifiedKernels.RunOnce();
                return 0;
            case [Baseline.Command]:
                return Baseline.Write();
            default:
                return await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
        }
    }

    private static int? Number(string[] args, int index) =>
        index < args.Length ? int.Parse(args[index], CultureInfo.InvariantCulture) : null;
}
