using AttnGen.Tests.Budgets;
using AttnGen.Tests.Child;
using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Decoding;
using AttnGen.Tests.Kernels.Shapes;
using Xunit;

namespace AttnGen.Tests.Tiers;

/// <summary>
/// Asks the just-in-time compiler itself whether it optimised the generated methods: past its limits it silently does not, which costs
/// a factor of twenty and no test of results would show.
/// </summary>
public sealed class OptimisationTests
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task Every_hot_method_is_compiled_with_all_optimisations_at_its_first_call()
    {
        // Those too that should be inlined: where one is not, it would wait for its promotion. A type's initializer runs once.
        HashSet<string> hot =
        [
            .. KernelsUnderTest.Sets.Select(set => set.Emitted).Append(DecodersUnderTest.Set.Emitted)
                .SelectMany(emitted => IlMethod.ReadAll(emitted.Image))
                .Where(method => method.IsAggressivelyOptimized || JitReport.IsOfKernel(method.Name))
                .Select(method => method.Name)
                .Where(name => !name.EndsWith(":.cctor", StringComparison.Ordinal)),
        ];
        string file = Path.GetTempFileName();
        try
        {
            TestProcess.Result result = await TestProcess.RunAsync(JitReport.Environment(file), s_timeout, EveryKernelOnce.Command);
            Assert.True(result.ExitCode == 0, result.Excerpt);

            string[] lines = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
            JitReport[] compiled = [.. JitReport.Parse(lines).Where(report => hot.Contains(report.Method))];

            // Every kernel has methods of several stages for the tier of this machine.
            const int FewestMethodsAKernel = 4;
            Assert.InRange(compiled.Length, FewestMethodsAKernel * ShapeTable.All.Count(), int.MaxValue);
            string[] slow = [.. compiled.Where(report => !report.IsOptimized).Select(report => $"{report.Method}: {report.Kind}")];
            Assert.True(slow.Length == 0, $"{slow.Length} methods are not optimised:\n{string.Join('\n', slow.Take(20))}");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void The_report_is_read_right()
    {
        string[] lines =
        [
            "   1: JIT compiled System.Runtime.CompilerServices.CastHelpers:StelemRef(System.Object[]) [Tier1, IL size=88, code size=93]",
            "   2: JIT compiled A.<K_g>F12__Vector512Kernel:Attend(byref,float,int) [FullOpts, IL size=900, code size=4001]",
            "   3: JIT compiled A.B:Huge() [Tier0 switched to MinOpts, IL size=70000, code size=400000]",
            "   4: JIT compiled A.B`1[System.__Canon]:Call[int](int):System.Span`1[float]:this [Instrumented Tier0, IL size=7, code size=20]",
            "Some other line",
        ];

        JitReport[] reports = [.. JitReport.Parse(lines)];

        Assert.Equal(
            [
                new JitReport("System.Runtime.CompilerServices.CastHelpers:StelemRef", "Tier1", 93),
                new JitReport("A.<K_g>F12__Vector512Kernel:Attend", "FullOpts", 4001),
                new JitReport("A.B:Huge", "Tier0 switched to MinOpts", 400000),
                new JitReport("A.B`1[System.__Canon]:Call", "Instrumented Tier0", 20),
            ],
            reports);
        Assert.Equal([true, true, false, false], reports.Select(report => report.IsOptimized));
    }
}
