using System.Collections.Immutable;
using AttnGen.Generator.Shape;
using AttnGen.Generator.Shape.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace AttnGen.Tests.Generator;

/// <summary>The list of members that users must leave to the kernel is the list of members that a kernel has.</summary>
public sealed class KernelMembersTests
{
    /// <summary>How the kernel's own fields begin: names that nobody else takes.</summary>
    private const string OwnPrefix = "_attnGen";

    private const string Modifier = """
        public readonly struct Documents : IScoreModifier
        {
            public static int DataLength(AttentionShape shape) => shape.N;

            [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
            public static T Apply<T>(T score, ScorePlace<T> place)
                where T : struct, IScoreLanes<T> => score + place.DataAtQuery();
        }
        """;

    [Theory]
    [InlineData("16, 8, 4")]
    [InlineData("16, 8, 4, ContextWidth = 12")]
    [InlineData("65_536, 8, 4")]
    [InlineData("65_536, 8, 4, ContextWidth = 12")]
    [InlineData("16, 8, 4, CacheCapacity = 100")]
    [InlineData("65_536, 8, 4, CacheCapacity = 65_536")]
    [InlineData("16, 8, 4, Rope = RopePairing.Interleaved")]
    [InlineData("16, 8, 4, Rope = RopePairing.HalfSplit, ContextWidth = 12, Mask = MaskKind.Additive, LogSumExp = true")]
    [InlineData(
        "16, 8, 4, Mask = MaskKind.Boolean, RelativeBias = true, Sink = SinkKind.Learned, LogSumExp = true, Scores = ScoreStage.Masked")]
    [InlineData("16, 8, 4, Modifier = typeof(Documents)")]
    [InlineData("16, 8, 4, Modifier = typeof(Documents), ContextWidth = 12, RelativeBias = true, Mask = MaskKind.Boolean")]
    [InlineData("16, 8, 4, Modifier = typeof(Documents), CacheCapacity = 100, Sink = SinkKind.Learned")]
    [InlineData("16, 8, 4, Element = ElementType.Float16, LogSumExp = true, Mask = MaskKind.Additive")]
    [InlineData("16, 8, 4, Element = ElementType.BFloat16, Sink = SinkKind.Learned")]
    [InlineData("16, 8, 4, Element = ElementType.Float64")]
    [InlineData("16, 8, 4, Element = ElementType.Float64, Mask = MaskKind.Additive, RelativeBias = true, Sink = SinkKind.Learned, LogSumExp = true, Scores = ScoreStage.Masked")]
    [InlineData("16, 8, 4, Element = ElementType.Float64, KeyValueLength = 9, LeftWindow = 2")]
    [InlineData("16, 8, 4, Element = ElementType.Float64, Modifier = typeof(Documents)")]
    [InlineData("16, 8, 4, Element = ElementType.Float64, CacheCapacity = 100, Rope = RopePairing.HalfSplit, Mask = MaskKind.Additive")]
    public void Every_member_of_a_kernel_is_known_and_no_other(string arguments)
    {
        AttentionSpec? shape = null;
        CSharpCompilation source = Compiler.Compile($"using AttnGen; [AttentionShape({arguments})] public partial class Encoder {{ }}\n{Modifier}");
        Compiler.Generate(source, kernel =>
        {
            shape = kernel.Attention;
            return "";
        });
        INamedTypeSymbol type = Compiler.Generate(source).Compilation.GetTypeByMetadataName("Encoder")!;
        ImmutableArray<ISymbol> members =
        [
            .. type.GetMembers().Where(member => !member.IsImplicitlyDeclared
                && member is not IMethodSymbol { MethodKind: MethodKind.PropertyGet }
                && !member.Name.StartsWith(OwnPrefix, StringComparison.Ordinal)),
        ];

        var known = new KernelMembers(shape!);

        Assert.All(members, member => Assert.NotNull(known.Rival(member)));
        Assert.Equal(
            known.Names.Append(".ctor").Order(),
            members.Where(member => member.CanBeReferencedByName || member.Name == ".ctor").Select(member => member.Name).Order());
    }
}
