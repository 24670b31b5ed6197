using Xunit;

namespace AttnGen.Tests.Kernels.Features;

/// <summary>Every feature that changes scores, alone and in combinations.</summary>
[Trait("Category", "Kernels")]
public sealed class ScoreFeatureTests
{
    public static TheoryData<string> Alone => [.. FeatureKernels.AloneNames];

    public static TheoryData<string> Combined => [.. FeatureKernels.CombinedNames];

    [Theory]
    [MemberData(nameof(Alone))]
    public void A_feature_alone_computes_what_the_reference_does(string className) => new FeatureCase(FeatureKernels.Alone[className], FeatureKernels.Seed).Run();

    [Theory]
    [MemberData(nameof(Combined))]
    public void A_combination_of_features_computes_what_the_reference_does(string className) =>
        new FeatureCase(FeatureKernels.Combined[className], FeatureKernels.Seed).Run();
}
