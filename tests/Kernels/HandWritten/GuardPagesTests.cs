using AttnGen.Tests.Child;
using AttnGen.Tests.Harness;
using Xunit;

namespace AttnGen.Tests.Kernels.HandWritten;

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
            new Dictionary<string, string>(), TimeSpan.FromMinutes(1), GuardedFault.Command, fault.ToString());

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
