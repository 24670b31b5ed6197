using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace AttnGen.Tests.Generator;

/// <summary>Asserts what happens to a mistake: one diagnostic, at the marked place, and no generated file for that class.</summary>
internal static class Mistake
{
    /// <summary>
    /// The analyzer reports this one diagnostic and the generator nothing. It writes a file for each other kernel of the source.
    /// </summary>
    public static async Task IsReportedAsync(
        string marked, string id, string message, int otherKernels = 0, LanguageVersion language = LanguageVersion.Default)
    {
        var source = new MarkedSource("using System;\nusing AttnGen;\n" + marked);
        CSharpCompilation compilation = Compiler.Compile(language, source.Text);

        Diagnostic diagnostic = Assert.Single(await Compiler.AnalyzeAsync(compilation));
        Assert.Equal(id, diagnostic.Id);
        Assert.Equal(message, diagnostic.GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.Equal(source.Excerpt(source.Span), source.Excerpt(diagnostic.Location.SourceSpan));
        Assert.Equal(source.Span, diagnostic.Location.SourceSpan);

        GeneratorRunResult generated = Compiler.Generate(compilation);
        Assert.Equal(otherKernels, generated.GeneratedSources.Length);
        AssertSilent(generated);
    }

    /// <summary>The analyzer reports nothing, and the generator writes this many files and reports nothing.</summary>
    public static async Task IsAbsentAsync(string source, int kernels = 1, LanguageVersion language = LanguageVersion.Default)
    {
        CSharpCompilation compilation = Compiler.Compile(language, "using System;\nusing AttnGen;\n" + source);

        Assert.Empty(await Compiler.AnalyzeAsync(compilation));

        GeneratorRunResult generated = Compiler.Generate(compilation);
        Assert.Equal(kernels, generated.GeneratedSources.Length);
        AssertSilent(generated);
    }

    private static void AssertSilent(GeneratorRunResult generated)
    {
        Assert.Empty(generated.Diagnostics);
        Assert.Null(generated.Exception);
    }
}
