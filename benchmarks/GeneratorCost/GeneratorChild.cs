extern alias generator;

using System.Diagnostics;
using System.Globalization;
using System.Text;
using AttnGen.Benchmarks.Cli;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using AttentionGenerator = generator::AttnGen.Generator.AttentionGenerator;

namespace AttnGen.Benchmarks.GeneratorCost;

/// <summary>
/// Runs in the fresh process: the generator on one program, cold, warm and after an edit, then the compiler on what it wrote.
/// </summary>
internal static class GeneratorChild
{
    /// <summary>The command under which the parent starts it.</summary>
    public const string Command = "generator-child";

    private const int Repetitions = 5;

    // An editor runs the generator at every key, for hours.
    private const int Edits = 21;

    /// <summary>Measures a number of shapes and prints the sample.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string count)
    {
        int shapes = int.Parse(count, CultureInfo.InvariantCulture);
        CSharpCompilation program = ShapeProgram.Compile(ShapeProgram.Shapes(shapes), ShapeProgram.Elsewhere(0));
        ShapeProgram.Driver(new EmptyGenerator()).RunGenerators(program);

        double cold = Generate(program, out GeneratorDriver driver);
        double warm = Median.Of(Enumerable.Range(0, Repetitions).Select(_ => Generate(program, out GeneratorDriver _)));
        SyntaxTree[] generated = [.. driver.GetRunResult().GeneratedTrees];
        double elsewhere = Median.Of(Enumerable.Range(1, Edits).Select(version => Rerun(ref driver, EditedElsewhere(program, version))));
        double changed = Median.Of(Enumerable.Range(1, Edits).Select(version => Rerun(ref driver, EditedShape(program, shapes, version))));
        if (generated.Length != shapes)
        {
            throw new InvalidOperationException($"{shapes} shapes gave {generated.Length} files.");
        }

        // The first compilation compiles the compiler, which a build server has behind it.
        Compile(ShapeProgram.Compile(ShapeProgram.Shapes(1), generated[0]), out _);
        double without = Compile(program, out long assemblyWithout);
        double with = Compile(program.AddSyntaxTrees(generated), out long assemblyWith);

        Console.WriteLine(new GeneratorSample(
            shapes,
            cold,
            warm,
            elsewhere,
            Regenerated(program, EditedElsewhere(program, 1)),
            changed,
            Regenerated(program, EditedShape(program, shapes, 1)),
            generated.Sum(static tree => (long)Encoding.UTF8.GetByteCount(tree.ToString())),
            generated.Sum(static tree => tree.GetRoot().DescendantNodes().Count(static node => node is MethodDeclarationSyntax)),
            with - without,
            assemblyWith - assemblyWithout).ToLine());
        return 0;
    }

    private static double Generate(CSharpCompilation program, out GeneratorDriver driver)
    {
        driver = ShapeProgram.Driver(new AttentionGenerator());
        long start = Stopwatch.GetTimestamp();
        driver = driver.RunGenerators(program);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double Rerun(ref GeneratorDriver driver, CSharpCompilation edited)
    {
        long start = Stopwatch.GetTimestamp();
        driver = driver.RunGenerators(edited);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static CSharpCompilation EditedElsewhere(CSharpCompilation program, int version) =>
        program.ReplaceSyntaxTree(program.SyntaxTrees[1], ShapeProgram.Elsewhere(version));

    private static CSharpCompilation EditedShape(CSharpCompilation program, int shapes, int version) =>
        program.ReplaceSyntaxTree(program.SyntaxTrees[0], ShapeProgram.Shapes(shapes, version));

    private static int Regenerated(CSharpCompilation program, CSharpCompilation edited)
    {
        GeneratorDriver driver = ShapeProgram.Driver(new AttentionGenerator(), trackSteps: true)
            .RunGenerators(program)
            .RunGenerators(edited);
        return driver.GetRunResult().Results[0].TrackedOutputSteps
            .SelectMany(static steps => steps.Value)
            .SelectMany(static step => step.Outputs)
            .Count(static output => output.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
    }

    private static double Compile(CSharpCompilation program, out long assemblyBytes)
    {
        // A new compilation each time: one that was compiled once keeps what it bound.
        CSharpCompilation fresh = program.WithAssemblyName(program.AssemblyName + "Again");
        using var assembly = new MemoryStream();
        long start = Stopwatch.GetTimestamp();
        Microsoft.CodeAnalysis.Emit.EmitResult result = fresh.Emit(assembly);
        double elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        if (!result.Success)
        {
            IEnumerable<Diagnostic> errors = result.Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
            throw new InvalidOperationException("The generated code does not compile: " + string.Join("; ", errors.Take(3)));
        }

        assemblyBytes = assembly.Length;
        return elapsed;
    }
}
