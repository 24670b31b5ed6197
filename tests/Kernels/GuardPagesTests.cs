using AttnGen.Tests.Harness;
using Xunit;

namespace AttnGen.Tests.Kernels;

/// <summary>Tests the guard pages: a kernel that touches one ends the process, so it is let loose in a child process.</summary>
public sealed class GuardPagesTests
{
    [Theory]
    [InlineData(Fault.None)]
    [InlineData(Fault.ReadsOneFloatTooMany)]
    [InlineData(Fault.WritesOneFloatTooMany)]
    [InlineData(Fault.WritesToAnInput)]
    public async Task A_guard_page_ends_the_process(Fault fault)
    {
        TestProcess.Result result = await TestProcess.RunAsync(
            new Dictionary<string, string>(),
            TimeSpan.FromMinutes(1),
            "--explicit", "only", "--filter-method", $"*{nameof(GuardPagesVictim)}.{fault}", "--minimum-expected-tests", "1");
        if (fault == Fault.None)
        {
            Assert.True(result.ExitCode == 0, result.Excerpt);
        }
        else
        {
            Assert.True(result.ExitCode != 0, $"{fault} was not stopped.\n{result.Excerpt}");
            Assert.Contains("AccessViolationException", result.Output);
        }
    }
}

/// <summary>What those child processes run.</summary>
public sealed class GuardPagesVictim
{
    [Fact(Explicit = true)]
    public void None() => Call(Fault.None);

    [Fact(Explicit = true)]
    public void ReadsOneFloatTooMany() => Call(Fault.ReadsOneFloatTooMany);

    [Fact(Explicit = true)]
    public void WritesOneFloatTooMany() => Call(Fault.WritesOneFloatTooMany);

    [Fact(Explicit = true)]
    public void WritesToAnInput() => Call(Fault.WritesToAnInput);

    private static void Call(Fault fault)
    {
        LoopKernel<LoopCases.Self>.Fault = fault;
        var problem = new Problem(LoopCases.Self.Shape, 1);
        KernelFace face = Kernel.Of<LoopKernel<LoopCases.Self>>().ThroughClass(problem.Weights);
        GuardedCall.Run(face, Entry.Attend, problem, Guard.AtEnd, null, attentionWeights: true);
    }
}
