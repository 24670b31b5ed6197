using AttnGen.Generator.Diagnostics.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace AttnGen.Tests.Generator.Calls;

/// <summary>A buffer that every turn of a loop allocates for a kernel alone is reported; one that anybody may keep is not.</summary>
public sealed class LoopAllocationTests
{
    [Theory]
    [InlineData("encoder.Forward({|#0:new float[8192]|}, output);", "x", "Encoder.Forward")]
    [InlineData("encoder.Forward(some, {|#0:new float[64 * 96]|});", "output", "Encoder.Forward")]
    [InlineData("Grouped.Attend(some, some, {|#0:new float[36]|}, output);", "value", "Grouped.Attend")]
    [InlineData("everything.Forward(some, output, mask: {|#0:new bool[36]|});", "mask", "Everything.Forward")]
    [InlineData("var y = {|#0:new float[6144]|}; encoder.Forward(some, y); number += (int)y[0];", "output", "Encoder.Forward")]
    public Task The_operand_is_named(string statement, string operand, string entry)
    {
        var test = new CallTest<LoopAllocationAnalyzer>(CallSource.Method($$"""while (flag) { {{statement}} }"""));
        test.ExpectedDiagnostics.Add(new DiagnosticResult("ATTN052", DiagnosticSeverity.Info).WithLocation(0).WithMessage(
            $"The loop allocates '{operand}' of '{entry}' on every turn, and one buffer would serve them all. Allocate it before the loop."));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("for (int i = 0; i < 9; i++) { encoder.Forward(some, [|new float[6144]|]); }")]
    [InlineData("foreach (int i in new[] { 1 }) { if (i > 0) { encoder.Forward(some, [|new float[6144]|]); } }")]
    [InlineData("do { encoder.Forward(some, [|new float[6144]|]); } while (flag);")]
    [InlineData("while (flag) { if (number == 3) { return; } encoder.Forward(some, [|new float[6144]|]); }")]
    [InlineData("while (flag) { encoder.Forward(some, [|new float[6200]|].AsSpan(0, 6144)); }")]
    [InlineData("while (flag) { Span<float> y = [|new float[6144]|]; encoder.Forward(some, y); number += (int)y[3]; }")]
    [InlineData("while (flag) { var y = [|new float[6144]|]; encoder.Forward(some, y); number = (int)Sum(y) + y.Length; }")]
    [InlineData("while (flag) { var y = [|new float[6144]|]; encoder.Forward(some, y); foreach (float one in y) { number += (int)one; } }")]
    [InlineData("while (flag) { var x = [|new float[8192]|]; some.AsSpan(0, 8192).CopyTo(x); encoder.Forward(x, output); }")]
    [InlineData("while (flag) { var x = [|new float[8192]|]; Array.Fill(x, 1f); x.AsSpan().Fill(2f); encoder.Forward(x, output); }")]
    [InlineData("const int N = 6144; while (flag) { encoder.Forward(some, [|new float[N]|]); }")]
    [InlineData("int n = 6144; while (flag) { encoder.Forward(some, [|new float[n]|]); }")]
    [InlineData("Action act = () => { while (flag) { encoder.Forward(some, [|new float[6144]|]); } }; act();")]
    public Task A_buffer_that_is_over_with_the_turn_is_reported(string statements) => CallTest<LoopAllocationAnalyzer>.RunAsync(statements);

    [Theory]
    [InlineData("encoder.Forward(some, new float[6144]);")]
    [InlineData("var y = new float[6144]; while (flag) { encoder.Forward(some, y); }")]
    [InlineData("while (flag) { var y = new float[6144]; encoder.Forward(some, y); Keep(y); }")]
    [InlineData("var all = new List<float[]>(); while (flag) { var y = new float[6144]; encoder.Forward(some, y); all.Add(y); }")]
    [InlineData("while (flag) { var y = new float[6144]; encoder.Forward(some, y); output = y; }")]
    [InlineData("while (flag) { var y = new float[6144]; y = output; encoder.Forward(some, y); }")]
    [InlineData("while (flag) { var y = new float[6144]; encoder.Forward(some, y); Action later = () => Keep(y); }")]
    [InlineData("while (flag) { var y = new float[6144]; encoder.Forward(some, y); Span<float> kept = Same(y); }")]
    [InlineData("while (flag) { var y = new float[6144]; encoder.Forward(some, y); ref float first = ref y[0]; }")]
    [InlineData("while (flag) { var y = new float[6144]; encoder.Forward(some, y); var total = y.Sum(); }")]
    [InlineData("while (flag) { var y = new float[6144]; y[0] = 1; }")]
    [InlineData("while (flag) { encoder.Forward(some, new float[number]); }")]
    [InlineData("while (flag) { stepper.Forward(some, new float[4], new Stepper.Cache()); }")]
    [InlineData("while (flag) { encoder.Forward(new float[] { 1, 2 }, output); }")]
    [InlineData("while (flag) { encoder.Forward(some, new float[6144]); break; }")]
    [InlineData("while (flag) { encoder.Forward(some, new float[6144]); return; }")]
    [InlineData("while (true) { try { encoder.Forward(some, new float[6144]); break; } catch (InvalidOperationException) { number++; } }")]
    [InlineData("while (flag) { Action act = () => encoder.Forward(some, new float[6144]); }")]
    [InlineData("Parallel.For(0, 9, i => { encoder.Forward(some, new float[6144]); });")]
    [InlineData("while (flag) { new Other().Forward(some, new float[6144]); }")]
    public Task A_buffer_that_may_be_kept_or_serves_one_call_is_not_reported(string statements)
    {
        var test = new CallTest<LoopAllocationAnalyzer>(CallSource.Method(statements));
        test.TestState.Sources.Add("public sealed class Other { public void Forward(System.ReadOnlySpan<float> x, System.Span<float> output) { } }");
        return test.RunAsync();
    }
}
