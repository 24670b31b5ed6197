using AttnGen.Generator.Diagnostics.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace AttnGen.Tests.Generator.Calls;

/// <summary>A handler that swallows what a kernel refuses is reported; one that says anything, or takes something else, is not.</summary>
public sealed class DiscardedRefusalTests
{
    [Theory]
    [InlineData("ArgumentException", "encoder.Forward(some, output);", "Encoder.Forward")]
    [InlineData("ArgumentException", "Encoder.Attend(some, some, some, output);", "Encoder.Attend")]
    [InlineData("ArgumentException", "_ = new Encoder(new AttentionWeights());", "Encoder")]
    [InlineData("ArgumentException", "_ = Encoder.Create(new AttentionWeights());", "Encoder.Create")]
    [InlineData("ArgumentException", "((IAttentionKernel<Encoder>)encoder).Forward(some, output, default);", "IAttentionKernel.Forward")]
    [InlineData("ArgumentException", "stepper.Forward(some, output, new Stepper.Cache());", "Stepper.Forward")]
    [InlineData("SystemException", "encoder.Forward(some, output);", "Encoder.Forward")]
    [InlineData("Exception", "if (flag) { number = 1; } else { Keep(some); encoder.Forward(some, output); }", "Encoder.Forward")]
    public Task What_is_discarded_is_named(string exception, string statement, string refusing)
    {
        var test = new CallTest<DiscardedRefusalAnalyzer>(
            CallSource.Method($$"""try { {{statement}} } {|#0:catch|} ({{exception}}) { }"""));
        test.ExpectedDiagnostics.Add(new DiagnosticResult("ATTN051", DiagnosticSeverity.Info).WithLocation(0).WithMessage(
            $"What '{refusing}' refuses is caught as '{exception}' and discarded, so nobody learns of a wrong length. "
            + "Let it pass, report it, or say in a comment why it does not matter."));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("try { encoder.Forward(some, output); } [|catch|] { }")]
    [InlineData("try { encoder.Forward(some, output); } [|catch|] (ArgumentException) { } catch (Exception) { throw; }")]
    [InlineData("try { encoder.Forward(some, output); } catch (InvalidOperationException) { throw; } [|catch|] (Exception) { }")]
    [InlineData("try { encoder.Forward(some, output); } catch (ArgumentException e) when (e.ParamName == null) { } [|catch|] (ArgumentException) { }")]
    [InlineData("try { try { encoder.Forward(some, output); } finally { number = 1; } } [|catch|] (ArgumentException) { }")]
    [InlineData("try { try { Keep(some); } catch (ArgumentException) { encoder.Forward(some, output); } } [|catch|] (ArgumentException) { }")]
    [InlineData("while (flag) { try { encoder.Forward(some, output); } [|catch|] (ArgumentException) { } }")]
    public Task The_handler_that_takes_it_is_reported(string statements) => CallTest<DiscardedRefusalAnalyzer>.RunAsync(statements);

    [Theory]
    [InlineData("try { encoder.Forward(some, output); } catch (ArgumentException) { throw; }")]
    [InlineData("try { encoder.Forward(some, output); } catch (ArgumentException e) { Console.Error.WriteLine(e.Message); }")]
    [InlineData("try { encoder.Forward(some, output); } catch (ArgumentException) { number = 1; }")]
    [InlineData("try { encoder.Forward(some, output); } catch (ArgumentException) { return; }")]
    [InlineData("try { encoder.Forward(some, output); } catch (ArgumentException) { /* The output keeps its zeros. */ }")]
    [InlineData("try { encoder.Forward(some, output); } catch (ArgumentException e) when (e.ParamName == \"x\") { }")]
    [InlineData("try { encoder.Forward(some, output); } catch (InvalidOperationException) { }")]
    [InlineData("try { encoder.Forward(some, output); } catch (ArgumentException) { throw; } catch (Exception) { }")]
    [InlineData("try { Keep(some); } catch (ArgumentException) { }")]
    [InlineData("try { Action call = () => encoder.Forward(some, new float[6144]); } catch (ArgumentException) { }")]
    [InlineData("try { void Call() => encoder.Forward(some, new float[6144]); } catch (ArgumentException) { }")]
    [InlineData("try { try { encoder.Forward(some, output); } catch (ArgumentException) { throw; } } catch (ArgumentException) { }")]
    [InlineData("try { encoder.Forward(some, output); } finally { number = 1; }")]
    public Task A_handler_that_discards_nothing_of_a_kernel_is_not_reported(string statements) =>
        CallTest<DiscardedRefusalAnalyzer>.RunAsync(statements);

    [Fact]
    public Task A_comment_on_a_line_of_its_own_says_that_it_is_meant() => CallTest<DiscardedRefusalAnalyzer>.RunAsync("""
        try
        {
            encoder.Forward(some, output);
        }
        catch (ArgumentException)
        {
            // The output keeps its zeros.
        }
        """);
}
