using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using AttnGen.Generator.Shape;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace AttnGen.Tests.Harness;

/// <summary>
/// Compiles C# through the generator and its analyzers as a user's strict project would: nullable enabled, documentation checked, no
/// <c>unsafe</c>, and every warning, the generated code's too, an error.
/// </summary>
internal static class KernelCompiler
{
    private static readonly Assembly GeneratorAssembly = typeof(KernelTarget).Assembly;

    /// <summary>A string that changes whenever the same source could compile to something else.</summary>
    public static string Version { get; } = string.Join(
        ' ',
        new[] { GeneratorAssembly, typeof(AttentionShape).Assembly, typeof(CSharpCompilation).Assembly, typeof(object).Assembly }
            .Select(assembly => assembly.ManifestModule.ModuleVersionId));

    /// <summary>Compiles to an assembly's bytes.</summary>
    /// <exception cref="InvalidOperationException">The compiler has anything to say; the message has the source around it.</exception>
    public static byte[] Compile(string assemblyName, CompilerSettings settings, params IEnumerable<string> sources)
    {
        Compilation compilation = RunGenerator(
            assemblyName, settings, sources, out CSharpCompilation written, out ImmutableArray<Diagnostic> generatorDiagnostics);
        using var stream = new MemoryStream();
        EmitResult emitted = compilation.Emit(stream, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.Embedded));
        ThrowOnFindings(assemblyName, generatorDiagnostics.Concat(emitted.Diagnostics).Concat(AnalyzerFindings(written)));
        return stream.ToArray();
    }

    /// <summary>What the generator writes for a source, one text a file, in order of their names.</summary>
    public static IReadOnlyList<string> GeneratedTexts(CompilerSettings settings, params IEnumerable<string> sources)
    {
        Compilation compilation = RunGenerator("Texts", settings, sources, out _, out ImmutableArray<Diagnostic> findings);
        ThrowOnFindings("Texts", findings);
        IEnumerable<SyntaxTree> generated = compilation.SyntaxTrees.Skip(sources.Count());
        return [.. generated.OrderBy(tree => tree.FilePath, StringComparer.Ordinal).Select(tree => tree.ToString())];
    }

    private static Compilation RunGenerator(
        string assemblyName,
        CompilerSettings settings,
        IEnumerable<string> sources,
        out CSharpCompilation written,
        out ImmutableArray<Diagnostic> diagnostics)
    {
        var parsing = new CSharpParseOptions(
            settings.Language, settings.Documentation ? DocumentationMode.Diagnose : DocumentationMode.Parse);
        var compiling = new CSharpCompilationOptions(
            settings.Output,
            optimizationLevel: settings.Optimization,
            checkOverflow: settings.CheckOverflow,
            allowUnsafe: false,
            generalDiagnosticOption: ReportDiagnostic.Error,
            warningLevel: 9999,
            nullableContextOptions: NullableContextOptions.Enable);
        IEnumerable<SyntaxTree> trees = sources.Select(
            (source, index) => CSharpSyntaxTree.ParseText(SourceText.From(source, Encoding.UTF8), parsing, $"Source{index}.cs"));
        ImmutableArray<MetadataReference> references = settings.Tensors ? UserReferences.AllAndTensors : UserReferences.All;
        written = CSharpCompilation.Create(assemblyName, trees, references, compiling);
        CSharpGeneratorDriver.Create(Instances<IIncrementalGenerator>().Select(GeneratorExtensions.AsSourceGenerator), parseOptions: parsing)
            .RunGeneratorsAndUpdateCompilation(written, out Compilation generated, out diagnostics);
        return generated;
    }

    /// <summary>
    /// The analyzers look at what was written by hand; without the generated code, which they pass over, they need not bind it once more.
    /// </summary>
    private static ImmutableArray<Diagnostic> AnalyzerFindings(CSharpCompilation compilation)
    {
        ImmutableArray<DiagnosticAnalyzer> analyzers = [.. Instances<DiagnosticAnalyzer>()];
        return analyzers.IsEmpty
            ? []
            : compilation.WithAnalyzers(analyzers).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
    }

    private static IEnumerable<T> Instances<T>() =>
        GeneratorAssembly.GetTypes()
            .Where(type => type.IsAssignableTo(typeof(T)) && !type.IsAbstract)
            .Select(type => (T)Activator.CreateInstance(type, nonPublic: true)!);

    private static void ThrowOnFindings(string assemblyName, IEnumerable<Diagnostic> diagnostics)
    {
        Diagnostic[] findings = [.. diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];
        if (findings.Length > 0)
        {
            const int Shown = 8;
            throw new InvalidOperationException(
                $"{assemblyName}: {findings.Length} findings, the first {Math.Min(Shown, findings.Length)}:\n"
                + string.Join("\n\n", findings.Take(Shown).Select(finding => $"{finding}\n{SourceExcerpt.Around(finding.Location)}")));
        }
    }
}
