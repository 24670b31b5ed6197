using System.Collections.Immutable;
using AttnGen.Generator;
using AttnGen.Generator.Diagnostics;
using AttnGen.Generator.Diagnostics.Calls;
using AttnGen.Generator.Shape;
using AttnGen.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace AttnGen.Tests.Generator;

/// <summary>
/// The compiler, the generator and the analyzers, each to be asked by itself: what a project is compiled to is another's matter, see
/// <see cref="KernelCompiler"/>.
/// </summary>
internal static class Compiler
{
    /// <summary>Where a generated file has its kernels, beside the user's type.</summary>
    private const string KernelNamespace = "AttnGen.Generated";

    public static CSharpCompilation Compile(params string[] sources) => Compile(LanguageVersion.Default, sources);

    public static CSharpCompilation Compile(LanguageVersion language, params string[] sources) => CSharpCompilation.Create(
        "User",
        sources.Select((source, index) => Parse(source, language, $"File{index}.cs")),
        UserReferences.All,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    public static SyntaxTree Parse(string source, LanguageVersion language = LanguageVersion.Default, string path = "File.cs") =>
        CSharpSyntaxTree.ParseText(
            source, new CSharpParseOptions(language), path, cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>A driver that keeps the steps it ran.</summary>
    public static GeneratorDriver Driver(
        LanguageVersion language = LanguageVersion.Default, Func<KernelTarget, string>? write = null, ProjectProperties? properties = null)
    {
        AttentionGenerator generator = write is null ? new AttentionGenerator() : new AttentionGenerator(write);
        return CSharpGeneratorDriver.Create(
            [generator.AsSourceGenerator()],
            parseOptions: new CSharpParseOptions(language),
            optionsProvider: properties,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
    }

    /// <summary>What the generator makes of a compilation.</summary>
    public static GeneratedProject Generate(
        CSharpCompilation compilation, Func<KernelTarget, string>? write = null, ProjectProperties? properties = null)
    {
        GeneratorDriver driver = Driver(compilation.LanguageVersion, write, properties).RunGeneratorsAndUpdateCompilation(
            compilation, out Compilation updated, out _, TestContext.Current.CancellationToken);
        return new GeneratedProject(driver.GetRunResult().Results.Single(), (CSharpCompilation)updated);
    }

    /// <summary>What the analyzers say of shapes, classes and calls in a compilation.</summary>
    public static Task<ImmutableArray<Diagnostic>> AnalyzeAsync(CSharpCompilation compilation)
    {
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        DiagnosticAnalyzer[] analyzers =
        [
            new AttentionShapeAnalyzer(), new OperandLengthAnalyzer(), new DiscardedRefusalAnalyzer(), new LoopAllocationAnalyzer(),
        ];
        return compilation.WithAnalyzers([.. analyzers], options)
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>
    /// Fails, with every problem and the lines around it, unless the user's own types compile without a warning, the generated part of
    /// them included. The bodies of the kernels behind them are compiled, and run, by the tests of the kernels.
    /// </summary>
    public static void AssertCompiles(CSharpCompilation compilation)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        IEnumerable<Diagnostic> ofBodies =
            from tree in compilation.SyntaxTrees
            let model = compilation.GetSemanticModel(tree)
            from member in tree.GetCompilationUnitRoot(cancellation).Members
            where member is not NamespaceDeclarationSyntax { Name: var name } || name.ToString() != KernelNamespace
            from diagnostic in model.GetDiagnostics(member.Span, cancellation)
            select diagnostic;
        string[] problems =
        [
            .. compilation.GetDeclarationDiagnostics(cancellation).Concat(ofBodies)
                .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
                .Select(problem => problem + "\n" + SourceExcerpt.Around(problem.Location)),
        ];
        Assert.True(problems.Length == 0, string.Join("\n", problems));
    }
}
