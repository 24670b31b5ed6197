using AttnGen.Tests.Harness;
using Xunit;

namespace AttnGen.Tests.Kernels.Decoding;

/// <summary>The kernels of <see cref="DecoderShapes"/>, compiled when the first is needed.</summary>
internal static class DecodersUnderTest
{
    private static readonly Lazy<DecoderSet> s_set = new(() => DecoderSet.Compile("Decoders", DecoderShapes.All));

    /// <summary>The class names of all shapes, as a theory's data.</summary>
    public static TheoryData<string> Names => [.. DecoderShapes.All.Select(ShapeSource.ClassName)];

    /// <summary>The class names of the shapes that change no scores, as a theory's data.</summary>
    public static TheoryData<string> PlainNames => [.. DecoderShapes.Plain.Select(ShapeSource.ClassName)];

    /// <summary>All kernels.</summary>
    public static DecoderSet Set => s_set.Value;

    /// <summary>The kernel of a class name.</summary>
    public static DecoderKernel Of(string className) => Set[className];
}
