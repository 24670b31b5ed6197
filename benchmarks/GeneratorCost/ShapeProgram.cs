using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AttnGen.Benchmarks.GeneratorCost;

/// <summary>A program with a number of different shapes, as the compiler sees it, and a file beside them to edit.</summary>
internal static class ShapeProgram
{
    private static readonly int[] TokenCounts = [64, 8, 16, 33, 50, 99, 128, 197, 256, 512];
    private static readonly (int DK, int Heads)[] HeadSizes =
        [(64, 1), (16, 1), (32, 4), (64, 3), (24, 8), (8, 16), (32, 12), (48, 6), (64, 8), (128, 2)];

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14);

    private static readonly CSharpCompilationOptions CompilationOptions =
        new(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Release,
            nullableContextOptions: NullableContextOptions.Enable);

    /// <summary>The most shapes that differ from each other.</summary>
    public static int LargestCount => TokenCounts.Length * HeadSizes.Length;

    /// <summary>The file of annotated classes: the first is 64×64×64.</summary>
    /// <param name="count">The number of shapes.</param>
    /// <param name="version">How many tokens more the first shape has: each version is another edit of that one shape.</param>
    public static SyntaxTree Shapes(int count, int version = 0)
    {
        var text = new StringBuilder("using AttnGen;\n\nnamespace Shapes;\n");
        for (int i = 0; i < count; i++)
        {
            int n = TokenCounts[i % TokenCounts.Length];
            (int dK, int heads) = HeadSizes[i / TokenCounts.Length];
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n[AttentionShape(n: {(i == 0 ? n + version : n)}, dModel: {dK * heads}, dK: {dK}, Heads = {heads})]\n"
                + $"public sealed partial class Kernel{n}x{dK}H{heads};\n");
        }

        return Parse(text.ToString(), "Shapes.cs");
    }

    /// <summary>A file without shapes; each version is another edit of it.</summary>
    public static SyntaxTree Elsewhere(int version) =>
        Parse($"namespace Elsewhere;\n\ninternal static class Edited\n{{\n    public const int Version = {version};\n}}\n", "Elsewhere.cs");

    /// <summary>A compilation of some files against this runtime and AttnGen.</summary>
    public static CSharpCompilation Compile(params SyntaxTree[] files) =>
        CSharpCompilation.Create("Shapes", files, References(), CompilationOptions);

    /// <summary>Hands the parse options on to a generator driver.</summary>
    public static GeneratorDriver Driver(IIncrementalGenerator generator, bool trackSteps = false) => CSharpGeneratorDriver.Create(
        [generator.AsSourceGenerator()],
        parseOptions: ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackSteps));

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, ParseOptions, path, Encoding.UTF8);

    private static IEnumerable<MetadataReference> References()
    {
        string trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return trusted
            .Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == runtime)
            .Append(typeof(AttentionShape).Assembly.Location)
            .Select(static path => MetadataReference.CreateFromFile(path));
    }
}
