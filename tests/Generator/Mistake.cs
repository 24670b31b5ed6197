using System.Globalization;
using AttnGen.Tests.Generator.Calls;
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
        GeneratedProject generated = Compiler.Generate(Compiler.Compile(language, source.Text));

        Diagnostic diagnostic = Assert.Single(await Compiler.AnalyzeAsync(generated.Compilation));
        Assert.Equal(id, diagnostic.Id);
        Assert.Equal(message, diagnostic.GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.Equal(source.Excerpt(source.Span), source.Excerpt(diagnostic.Location.SourceSpan));
        Assert.Equal(source.Span, diagnostic.Location.SourceSpan);
        AssertWrites(otherKernels, generated);
    }

    /// <summary>The analyzer reports nothing, the generator writes this many files and reports nothing, and all of it compiles.</summary>
    public static async Task IsAbsentAsync(string source, int kernels = 1, LanguageVersion language = LanguageVersion.Default)
    {
        CSharpCompilation compilation = Compiler.Compile(language, "using System;\nusing AttnGen;\n" + source);

        await IsAbsentAsync(compilation, kernels);
    }

    /// <summary>The same of a compilation.</summary>
    public static async Task IsAbsentAsync(CSharpCompilation compilation, int kernels)
    {
        // To analyze a compilation is to bind every statement of it, and a kernel has thousands: here its members alone stand in.
        Assert.Empty(await Compiler.AnalyzeAsync(Compiler.Generate(compilation, KernelFaces.Write).Compilation));

        GeneratedProject generated = Compiler.Generate(compilation);
        AssertWrites(kernels, generated);
        Compiler.AssertCompiles(generated.Compilation);
    }

    private static void AssertWrites(int files, GeneratedProject generated)
    {
        Assert.Empty(generated.Result.Diagnostics);
        Assert.Null(generated.Result.Exception);
        Assert.Equal(files, generated.Result.GeneratedSources.Length);
    }
}
