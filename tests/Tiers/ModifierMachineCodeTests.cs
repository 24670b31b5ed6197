using System.Runtime.InteropServices;
using AttnGen.Tests.Harness;
using Xunit;

namespace AttnGen.Tests.Tiers;

/// <summary>Reads the machine code of the pass that edits scores: the modifier must have become a part of it, in the full width.</summary>
public sealed class ModifierMachineCodeTests
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData("DOTNET_EnableAVX512", "1", KernelTier.Vector512)]
    [InlineData("DOTNET_PreferredVectorBitWidth", "256", KernelTier.Vector256Wide)]
    [InlineData("DOTNET_EnableAVX512", "0", KernelTier.Vector256)]
    public async Task No_call_is_left_in_the_loop_over_scores(string variable, string value, KernelTier tier)
    {
        Assert.SkipUnless(RuntimeInformation.ProcessArchitecture == Architecture.X64, "The listing is read for x64 only.");
        Assert.SkipUnless(tier <= ProcessorTier.Expected, "The machine does not run the tier.");

        MachineCode[] edits = [.. MachineCode.Parse(await ListAsync(variable, value))];

        // Forward and Attend of one shape share the method.
        Assert.InRange(edits.Length, ModifiedKernels.Shapes.Count, int.MaxValue);
        Assert.Contains(edits, edit => edit.Method.EndsWith("EditScoresOfRow", StringComparison.Ordinal));
        Assert.Contains(edits, edit => edit.Method.EndsWith("EditScores1OfEach3", StringComparison.Ordinal));
        string register = tier == KernelTier.Vector512 ? "zmm" : "ymm";
        Assert.All(edits, edit =>
        {
            Assert.Contains($"__{tier}Kernel:", edit.Method, StringComparison.Ordinal);
            Assert.DoesNotContain(edit.Lines, line => line.StartsWith("call", StringComparison.Ordinal));
            Assert.Contains(edit.Lines, line => IsVectorProduct(line) && line.Contains(register, StringComparison.Ordinal));
        });
    }

    private static bool IsVectorProduct(string line) =>
        line.StartsWith("vmulps", StringComparison.Ordinal) || line.StartsWith("vmulpd", StringComparison.Ordinal);

    private static async Task<string[]> ListAsync(string variable, string value)
    {
        // Compiled here, once, and found by every child.
        Assert.NotEmpty(ModifiedKernels.Compile().Kernels);
        string file = Path.GetTempFileName();
        try
        {
            Dictionary<string, string> environment = MachineCode.Environment(file, "AttnGen.Generated.*:EditScores*");
            environment[variable] = value;
            TestProcess.Result result = await TestProcess.RunAsync(environment, s_timeout, ModifiedKernels.Command);
            Assert.True(result.ExitCode == 0, result.Excerpt);
            return await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
