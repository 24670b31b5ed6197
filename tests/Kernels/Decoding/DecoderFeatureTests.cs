using AttnGen.Tests.Harness;
using Xunit;

namespace AttnGen.Tests.Kernels.Decoding;

/// <summary>Windows, masks, biases, softcaps and sinks on a cache.</summary>
[Trait("Category", "Kernels")]
public sealed class DecoderFeatureTests
{
    private const int Seed = 20_261_125;

    public static TheoryData<string> Names => [.. DecoderShapes.Featured.Select(ShapeSource.ClassName)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Steps_compute_what_the_reference_does(string name) => new DecoderFeatureCheck(DecodersUnderTest.Of(name), Seed).Run();
}
