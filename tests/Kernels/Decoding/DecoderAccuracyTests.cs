using AttnGen.Tests.Kernels.Problems;
using Xunit;

namespace AttnGen.Tests.Kernels.Decoding;

/// <summary>Rule 15 over every shape with a cache.</summary>
[Trait("Category", "Kernels")]
public sealed class DecoderAccuracyTests
{
    public static TheoryData<string> Names => DecodersUnderTest.PlainNames;

    [Theory]
    [MemberData(nameof(Names))]
    public void Steps_with_projections_are_as_accurate_as_the_plain_loop(string shape) =>
        DecoderAccuracyCheck.Run(DecodersUnderTest.Of(shape), Entry.Forward);

    [Theory]
    [MemberData(nameof(Names))]
    public void Steps_without_projections_are_as_accurate_as_the_plain_loop(string shape) =>
        DecoderAccuracyCheck.Run(DecodersUnderTest.Of(shape), Entry.Attend);
}
