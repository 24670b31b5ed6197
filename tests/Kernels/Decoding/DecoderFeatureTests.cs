using AttnGen.Tests.Harness;
using Xunit;

namespace AttnGen.Tests.Kernels.Decoding;

/// <summary>Windows, masks, biases, softcaps and sinks on a cache.</summary>
[Trait("Category", "Kernels")]
public sealed class DecoderFeatureTests
{
    public static TheoryData<string> Names => [.. DecoderShapes.Featured.Concat(DecoderShapes.Narrow).Select(ShapeSource.ClassName)];

    public static TheoryData<string> CombinedNames => DecodersUnderTest.CombinedNames;

    [Theory]
    [MemberData(nameof(Names))]
    public void Steps_compute_what_the_reference_does(string name) =>
        new DecoderFeatureCheck(DecodersUnderTest.Of(name), DecodersUnderTest.Seed).Run();

    [Theory]
    [MemberData(nameof(CombinedNames))]
    public void Random_combinations_compute_what_the_reference_does(string name) =>
        new DecoderFeatureCheck(DecodersUnderTest.Combined[name], DecodersUnderTest.Seed).Run();
}
