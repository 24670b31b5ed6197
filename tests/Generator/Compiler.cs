using System.Collections.Immutable;
using AttnGen.Generator;
using AttnGen.Generator.Diagnostics;
using AttnGen.Generator.Shape;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace AttnGen.Tests.Generator;

/// <summary>The compiler, the generator and the analyzer as a user's project has them, against the running framework and the runtime.</summary>
internal static class Compiler
{
    private static readonly ImmutableArray<MetadataReference> References = [.. FrameworkAssemblies().Select(path => MetadataReference.CreateFromFile(path))];

    public static CSharpCompilation Compile(params string[] sources) => Compile(LanguageVersion.Default, sources);

    public static CSharpCompilation Compile(LanguageVersion language, params string[] sources) => CSharpCompilation.Create(
        "User",
        sources.Select((source, index) => Parse(source, language, $"File{index}.cs")),
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    public static SyntaxTree Parse(string source, LanguageVersion language = LanguageVersion.Default, string path = "File.cs") =>
        CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(language), path, cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>A driver that keeps the steps it ran.</summary>
    public static GeneratorDriver Driver(LanguageVersion language = LanguageVersion.Default, Func<KernelTarget, string>? write = null)
    {
        AttentionGenerator generator = write is null ? new AttentionGenerator() : new AttentionGenerator(write);
        return CSharpGeneratorDriver.Create(
            [generator.AsSourceGenerator()],
            parseOptions: new CSharpParseOptions(language),
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
    }

    /// <summary>What the generator makes of a compilation.</summary>
    public static GeneratorRunResult Generate(CSharpCompilation compilation, Func<KernelTarget, string>? write = null) =>
        Driver(compilation.LanguageVersion, write).RunGenerators(compilation, TestContext.Current.CancellationToken)
            .GetRunResult().Results.Single();

    /// <summary>The compilation with what was generated for it.</summary>
    public static CSharpCompilation WithGenerated(CSharpCompilation compilation, Func<KernelTarget, string>? write = null)
    {
        Driver(compilation.LanguageVersion, write).RunGeneratorsAndUpdateCompilation(
            compilation, out Compilation updated, out _, TestContext.Current.CancellationToken);
        return (CSharpCompilation)updated;
    }

    /// <summary>What the analyzer says of a compilation, generated files included, as it sees them in a build.</summary>
    public static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(CSharpCompilation compilation, Func<KernelTarget, string>? write = null)
    {
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        return await WithGenerated(compilation, write)
            .WithAnalyzers([new AttentionShapeAnalyzer()], options)
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Fails, with every error and its line, unless a compilation compiles without a warning.</summary>
    public static void AssertCompiles(CSharpCompilation compilation)
    {
        IEnumerable<Diagnostic> problems = compilation.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
        Assert.True(!problems.Any(), string.Join("\n", problems.Select(problem => problem + "\n" + Line(problem.Location))));
    }

    private static string Line(Location location) => location.SourceTree is { } tree
        ? tree.GetText(TestContext.Current.CancellationToken).Lines[location.GetLineSpan().StartLinePosition.Line].ToString()
        : "";

    private static IEnumerable<string> FrameworkAssemblies()
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return trusted.Split(Path.PathSeparator).Where(path => Path.GetDirectoryName(path) == framework)
            .Append(typeof(AttentionShapeAttribute).Assembly.Location);
    }
}
