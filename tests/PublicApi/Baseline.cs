using AttnGen.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AttnGen.Tests.PublicApi;

/// <summary>The frozen surfaces: a text file for each assembly of a package, and one for what a kernel adds to its class.</summary>
internal static class Baseline
{
    /// <summary>The task of the test program that writes the files anew.</summary>
    public const string Command = "api";

    /// <summary>Kernels that have every overload between them.</summary>
    private const string Kernels = """
        using AttnGen;
        /// <summary>Everything projected.</summary>
        [AttentionShape(n: 64, dModel: 128, dK: 32, Heads = 4, Bias = true, OutputProjection = true)] public sealed partial class SelfAttention;
        /// <summary>A context of another length.</summary>
        [AttentionShape(n: 5, dModel: 16, dK: 4, Heads = 2, KeyValueLength = 9, ContextWidth = 12)] public sealed partial class CrossAttention;
        /// <summary>A causal shape whose tokens have positions.</summary>
        [AttentionShape(n: 8, dModel: 16, dK: 4, Causal = CausalAlignment.TopLeft, Rope = RopePairing.HalfSplit)] public sealed partial class TurnedAttention;
        /// <summary>A cache.</summary>
        [AttentionShape(n: 8, dModel: 16, dK: 4, Causal = CausalAlignment.TopLeft, CacheCapacity = 32)] public sealed partial class CachedAttention;
        /// <summary>Operands of 16 bits.</summary>
        [AttentionShape(n: 8, dModel: 16, dK: 4, Element = ElementType.Float16)] public sealed partial class HalfAttention;
        /// <summary>Doubles.</summary>
        [AttentionShape(n: 8, dModel: 16, dK: 4, Element = ElementType.Float64)] public sealed partial class DoubleAttention;
        /// <summary>A cache of doubles.</summary>
        [AttentionShape(n: 8, dModel: 16, dK: 4, CacheCapacity = 32, Element = ElementType.Float64)] public sealed partial class DoubleCachedAttention;
        /// <summary>A boolean mask.</summary>
        [AttentionShape(n: 8, dModel: 16, dK: 4, Mask = MaskKind.Boolean)] public sealed partial class MaskedAttention;
        /// <summary>All that a call may bring for the scores, and all that it may take out.</summary>
        [AttentionShape(n: 8, dModel: 16, dK: 4, Mask = MaskKind.Additive, RelativeBias = true, Sink = SinkKind.Learned, LogSumExp = true, Scores = ScoreStage.Masked)]
        public sealed partial class EditedAttention;
        """;

    /// <summary>The files' names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["AttnGen", "AttnGen.Tensors", "Kernel"];

    /// <summary>The symbols of a file.</summary>
    public static IEnumerable<ISymbol> Symbols(string name)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Surface",
            [CSharpSyntaxTree.ParseText(Kernels, new CSharpParseOptions(documentationMode: DocumentationMode.Parse))],
            UserReferences.AllAndTensors,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        if (name != "Kernel")
        {
            return PublicSurface.Of(compilation.SourceModule.ReferencedAssemblySymbols.Single(assembly => assembly.Name == name));
        }

        CSharpGeneratorDriver.Create(new AttnGen.Generator.AttentionGenerator())
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out _);
        return generated.Assembly.GlobalNamespace.GetTypeMembers().OrderBy(type => type.Name, StringComparer.Ordinal).SelectMany(PublicSurface.Of);
    }

    /// <summary>What a file should hold.</summary>
    public static string Text(string name) => string.Concat(Symbols(name).Select(symbol => PublicSurface.Line(symbol) + "\n"));

    /// <summary>Where a file is.</summary>
    public static string PathOf(string name) => Path.Combine(Repository.Root, "tests", "PublicApi", name + ".txt");

    /// <summary>Writes all files anew.</summary>
    public static int Write()
    {
        foreach (string name in Names)
        {
            File.WriteAllText(PathOf(name), Text(name));
            Console.WriteLine(PathOf(name));
        }

        return 0;
    }
}
