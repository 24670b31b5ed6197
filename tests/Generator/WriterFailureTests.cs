using System.Globalization;
using AttnGen.Generator.Shape;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace AttnGen.Tests.Generator;

/// <summary>When the writer of a kernel fails, the user hears of it, and the other kernels are there all the same.</summary>
public sealed class WriterFailureTests
{
    private const string Source =
        "using AttnGen; [AttentionShape(16, 8, 4)] partial class Encoder { } [AttentionShape(17, 8, 4)] partial class Decoder { }";

    [Fact]
    public void A_failure_is_reported_and_stops_no_other_kernel()
    {
        GeneratorRunResult result = Compiler.Generate(
            Compiler.Compile(Source),
            kernel => kernel.Attention.N == 17 ? throw new InvalidOperationException("no tile fits") : "// kernel").Result;

        Diagnostic diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal("ATTN013", diagnostic.Id);
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.Equal(
            "The kernel of 'Decoder' could not be written, which is a defect of AttnGen. "
            + "Please report it with the shape and this text: InvalidOperationException: no tile fits",
            diagnostic.GetMessage(CultureInfo.InvariantCulture));
        Assert.Null(result.Exception);
        Assert.Equal(["Encoder.g.cs"], result.GeneratedSources.Select(source => source.HintName));
    }

    [Fact]
    public void A_cancelled_run_writes_and_reports_nothing()
    {
        using var cancellation = new CancellationTokenSource();
        var written = new List<string>();

        Assert.Throws<OperationCanceledException>(() =>
            Compiler.Driver(write: Write).RunGenerators(Compiler.Compile(Source), cancellation.Token));

        Assert.Equal(["Encoder"], written);

        string Write(KernelTarget kernel)
        {
            written.Add(kernel.Type.Name);
            cancellation.Cancel();
            return "// kernel";
        }
    }

    [Fact]
    public void A_run_cancelled_by_the_writer_is_no_failure_of_it()
    {
        using var cancellation = new CancellationTokenSource();

        Assert.Throws<OperationCanceledException>(() =>
            Compiler.Driver(write: Write).RunGenerators(Compiler.Compile(Source), cancellation.Token));

        string Write(KernelTarget kernel)
        {
            cancellation.Cancel();
            cancellation.Token.ThrowIfCancellationRequested();
            return "// never reached";
        }
    }
}
