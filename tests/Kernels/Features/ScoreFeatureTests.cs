using Xunit;
using AttnGen.Tests.Harness;

namespace AttnGen.Tests.Kernels.Features;

/// <summary>Every feature that changes scores, alone and in combinations.</summary>
[Trait("Category", "Kernels")]
public sealed class ScoreFeatureTests
{
    private const int Seed = 20_261_124;
    private const int Combinations = 60;

    private static readonly Lazy<KernelSet> s_alone = new(() => KernelSet.Compile("FeatureKernels", new CompilerSettings(), [.. FeatureShapes.Alone]));

    private static readonly Lazy<KernelSet> s_combined = new(() =>
        KernelSet.Compile("CombinedFeatureKernels", new CompilerSettings(), [.. FeatureShapes.Random(Combinations, Seed)]));

    public static TheoryData<string> Alone => [.. FeatureShapes.Alone.Select(ShapeSource.ClassName)];

    public static TheoryData<string> Combined => [.. FeatureShapes.Random(Combinations, Seed).Select(ShapeSource.ClassName)];

    [Theory]
    [MemberData(nameof(Alone))]
    public void A_feature_alone_computes_what_the_reference_does(string className) => new FeatureCase(s_alone.Value[className], Seed).Run();

    [Theory]
    [MemberData(nameof(Combined))]
    public void A_combination_of_features_computes_what_the_reference_does(string className) =>
        new FeatureCase(s_combined.Value[className], Seed).Run();
}
