using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AttnGen.Tests.Generator.Calls;
using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Shapes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace AttnGen.Tests.Generator;

/// <summary>Every member of a kernel that a user can see is documented, with the sizes of that very kernel.</summary>
public sealed partial class FaceDocumentationTests
{
    [Fact]
    public void Every_public_member_of_every_shape_has_a_summary_its_parameters_and_what_it_throws()
    {
        AttentionShape[] shapes = [.. ShapeTable.Representative, s_everything, s_everything with { KeyValueLength = 9 }];
        CSharpCompilation generated = Compiler.Generate(Compiler.Compile(ShapeSource.File(shapes)), KernelFaces.Write).Compilation;
        Assert.All(shapes, shape =>
        {
            INamedTypeSymbol type = generated.GetTypeByMetadataName($"{ShapeSource.Namespace}.{ShapeSource.ClassName(shape)}")!;
            ISymbol[] members =
            [
                .. type.GetMembers().Where(member =>
                    member.DeclaredAccessibility == Accessibility.Public && member is not IMethodSymbol { AssociatedSymbol: not null }),
            ];

            Assert.Equal(
                ["Attend", "Create", "Encoder", "Forward", "ScratchBytes", "Shape", "Tier"],
                members.Select(member => member.Name == ".ctor" ? "Encoder" : member.Name).Order(StringComparer.Ordinal));
            Assert.All(members, AssertDocumented);
        });
    }

    [Theory]
    [InlineData("Forward", "x: 64 × 128 = 8192 floats; output: 64 × 96 = 6144 floats; attentionWeights: 4 × 64 × 64 = 16384 floats, or none.")]
    [InlineData(
        "Attend",
        "query: 64 × 4 × 32 = 8192 floats; key: 64 × 4 × 32 = 8192 floats; value: 64 × 4 × 8 = 2048 floats; "
        + "output: 64 × 4 × 8 = 2048 floats; attentionWeights: 4 × 64 × 64 = 16384 floats, or none.")]
    [InlineData(
        "Create",
        "Query: 128 × 128 = 16384 floats; Key: 128 × 128 = 16384 floats; Value: 128 × 32 = 4096 floats; Output: 32 × 96 = 3072 floats; "
        + "QueryBias: 128 floats or none; KeyBias: 128 floats or none; ValueBias: 32 floats or none; OutputBias: 96 floats or none.")]
    [InlineData("Shape", "Attention: 64 queries × 64 keys, 4 heads, dK 32, dV 8, dModel 128, bias, output projection to 96.")]
    public void Heads_and_projections_are_told_with_their_sizes(string member, string sizes) =>
        Assert.Equal(sizes, Sizes("64, 128, 32, Heads = 4, DV = 8, Bias = true, OutputProjection = true, OutputWidth = 96", member));

    [Theory]
    [InlineData(
        "Forward",
        "x: 5 × 16 = 80 floats; output: 5 × 6 × 4 = 120 floats; context: 9 × 12 = 108 floats; attentionWeights: 6 × 5 × 9 = 270 floats, or none.")]
    [InlineData(
        "Attend",
        "query: 5 × 6 × 4 = 120 floats; key: 9 × 2 × 4 = 72 floats; value: 9 × 2 × 4 = 72 floats; output: 5 × 6 × 4 = 120 floats; "
        + "attentionWeights: 6 × 5 × 9 = 270 floats, or none.")]
    [InlineData(".ctor", "Query: 16 × 24 = 384 floats; Key: 12 × 8 = 96 floats; Value: 12 × 8 = 96 floats.")]
    public void Cross_attention_with_grouped_heads_is_told_with_its_sizes(string member, string sizes) =>
        Assert.Equal(sizes, Sizes("5, 16, 4, Heads = 6, KeyValueHeads = 2, KeyValueLength = 9, ContextWidth = 12", member));

    [Theory]
    [InlineData(
        "Forward",
        "x: 6 × 16 = 96 floats; output: 6 × 3 × 4 = 72 floats; attentionWeights: 3 × 6 × 6 = 108 floats, or none; "
        + "mask: 6, 6 × 6 = 36 or 3 × 6 × 6 = 108 booleans, or none; logSumExp: 3 × 6 = 18 floats, or none; "
        + "scores: 3 × 6 × 6 = 108 floats, or none.")]
    [InlineData(
        "Attend",
        "query: 6 × 3 × 4 = 72 floats; key: 6 × 3 × 4 = 72 floats; value: 6 × 3 × 4 = 72 floats; output: 6 × 3 × 4 = 72 floats; "
        + "relativeBias: 3 × 11 = 33 floats; sink: 3 floats; attentionWeights: 3 × 6 × 6 = 108 floats, or none; "
        + "mask: 6, 6 × 6 = 36 or 3 × 6 × 6 = 108 booleans, or none; logSumExp: 3 × 6 = 18 floats, or none; "
        + "scores: 3 × 6 × 6 = 108 floats, or none.")]
    [InlineData(
        ".ctor",
        "Query: 16 × 12 = 192 floats; Key: 16 × 12 = 192 floats; Value: 16 × 12 = 192 floats; RelativeBias: 3 × 11 = 33 floats; Sink: 3 floats.")]
    public void Masks_learned_parts_and_further_results_are_told_with_their_sizes(string member, string sizes) => Assert.Equal(sizes, Sizes(
        "6, 16, 4, Heads = 3, Mask = MaskKind.Boolean, RelativeBias = true, Sink = SinkKind.Learned, LogSumExp = true, Scores = ScoreStage.Masked",
        member));

    [Theory]
    [InlineData("Forward", "x: tokens × 16 floats; output: tokens × 24 floats.")]
    [InlineData("Attend", "query: tokens × 6 × 4 floats; key: tokens × 2 × 4 floats; value: tokens × 2 × 4 floats; output: tokens × 6 × 4 floats.")]
    [InlineData(".ctor", "Query: 16 × 24 = 384 floats; Key: 16 × 8 = 128 floats; Value: 16 × 8 = 128 floats.")]
    public void A_step_with_a_cache_is_told_with_its_sizes(string member, string sizes) =>
        Assert.Equal(sizes, Sizes("8, 16, 4, Heads = 6, KeyValueHeads = 2, CacheCapacity = 100", member));

    [Fact]
    public void Every_member_of_a_kernel_with_a_cache_is_documented_and_its_cache_too()
    {
        CSharpCompilation source = Compiler.Compile(
            "using AttnGen; [AttentionShape(8, 16, 4, Heads = 6, CacheCapacity = 100, Mask = MaskKind.Boolean)] public partial class Decoder { }");
        INamedTypeSymbol type = Compiler.Generate(source, KernelFaces.Write).Compilation.GetTypeByMetadataName("Decoder")!;
        IMethodSymbol[] methods =
        [
            .. type.GetMembers().OfType<IMethodSymbol>()
                .Where(method => method.DeclaredAccessibility == Accessibility.Public && method.AssociatedSymbol is null),
        ];
        INamedTypeSymbol cache = Assert.Single(type.GetTypeMembers());

        Assert.Equal([".ctor", "Attend", "Create", "Forward"], methods.Select(method => method.Name).Order(StringComparer.Ordinal));
        Assert.All(methods, AssertDocumented);
        Assert.All([cache, .. cache.GetMembers().Where(member => member.DeclaredAccessibility == Accessibility.Public)], member => Assert.Contains(
            "<summary>", member.GetDocumentationCommentXml(cancellationToken: TestContext.Current.CancellationToken), StringComparison.Ordinal));
    }

    [Fact]
    public void Every_product_that_is_told_is_right()
    {
        AttentionShape[] shapes = [.. ShapeTable.Representative, s_everything];
        CSharpCompilation generated = Compiler.Generate(Compiler.Compile(ShapeSource.File(shapes)), KernelFaces.Write).Compilation;
        Match[] products =
        [
            .. shapes.SelectMany(shape => generated.GetTypeByMetadataName($"{ShapeSource.Namespace}.{ShapeSource.ClassName(shape)}")!.GetMembers())
                .SelectMany(member => Product().Matches(member.GetDocumentationCommentXml(cancellationToken: TestContext.Current.CancellationToken) ?? "")),
        ];

        Assert.True(products.Length > 20 * shapes.Length);
        Assert.All(products, product => Assert.Equal(
            long.Parse(product.Groups["product"].Value, CultureInfo.InvariantCulture),
            product.Groups["factor"].Captures.Aggregate(1L, (result, factor) => result * long.Parse(factor.Value, CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void The_scratch_memory_is_told_for_each_tier_as_the_kernels_have_it()
    {
        const string Shape = "[AttentionShape(64, 128, 32, Heads = 4, OutputProjection = true)] public partial class Encoder { }";
        string kernel = Assert.Single(Compiler.Generate(Compiler.Compile("using AttnGen; " + Shape)).Result.GeneratedSources).SourceText.ToString();

        string told = string.Join("; ", TierScratch().Matches(kernel)
            .Select(tier => $"{tier.Groups["tier"].Value}: {tier.Groups["bytes"].Value} bytes"));

        Assert.NotEmpty(told);
        Assert.Contains($"/// <para>{told}.</para>", kernel, StringComparison.Ordinal);
    }

    private static readonly AttentionShape s_everything = new(6, 16, 4)
    {
        Heads = 3,
        Mask = MaskKind.Additive,
        RelativeBias = true,
        Sink = SinkKind.Learned,
        LogSumExp = true,
        Scores = ScoreStage.Masked,
        Rope = RopePairing.Interleaved,
        Causal = CausalAlignment.BottomRight,
    };

    private static void AssertDocumented(ISymbol member)
    {
        string xml = member.GetDocumentationCommentXml(cancellationToken: TestContext.Current.CancellationToken) ?? "";
        Assert.True(xml.Length > 0, $"{member} has no documentation.");
        XElement documentation = XElement.Parse(xml);
        Assert.True(documentation.Element("summary")?.Value.Trim().Length > 20, $"{member}: {xml}");
        if (member is not IMethodSymbol method)
        {
            return;
        }

        Assert.Equal(
            method.Parameters.Select(parameter => parameter.Name).Order(StringComparer.Ordinal),
            documentation.Elements("param").Where(parameter => parameter.Value.Length > 0)
                .Select(parameter => parameter.Attribute("name")!.Value).Order(StringComparer.Ordinal));
        Assert.Equal(method.ReturnsVoid, documentation.Element("returns") is null);
        Assert.NotEmpty(documentation.Elements("exception"));
        Assert.All(documentation.Elements("exception"), exception => Assert.StartsWith("T:System.Argument", exception.Attribute("cref")!.Value, StringComparison.Ordinal));
    }

    /// <summary>The paragraph of sizes in the summary of a member.</summary>
    private static string Sizes(string arguments, string member)
    {
        CSharpCompilation source = Compiler.Compile($"using AttnGen; [AttentionShape({arguments})] public partial class Encoder {{ }}");
        INamedTypeSymbol type = Compiler.Generate(source, KernelFaces.Write).Compilation.GetTypeByMetadataName("Encoder")!;
        string xml = Assert.Single(type.GetMembers(member)).GetDocumentationCommentXml(cancellationToken: TestContext.Current.CancellationToken)!;
        return XElement.Parse(xml).Element("summary")!.Element("para")!.Value;
    }

    [GeneratedRegex(@"(?<factor>\d+)( × (?<factor>\d+))+ = (?<product>\d+)")]
    private static partial Regex Product();

    [GeneratedRegex(@"file static class (?<tier>\w+)Kernel\n\s*\{\n\s*internal const int ScratchBytes = (?<bytes>\d+);")]
    private static partial Regex TierScratch();
}
