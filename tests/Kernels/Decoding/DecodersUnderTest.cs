using AttnGen.Tests.Harness;
using Xunit;

namespace AttnGen.Tests.Kernels.Decoding;

/// <summary>The kernels of <see cref="DecoderShapes"/> and of <see cref="RandomDecoders"/>, compiled when the first is needed.</summary>
internal static class DecodersUnderTest
{
    /// <summary>Of the combinations, and of the numbers that a test computes with.</summary>
    public const int Seed = 20_261_124;

    private const int Combinations = 20;

    private static readonly Lazy<DecoderSet> s_set = new(() => DecoderSet.Compile("Decoders", DecoderShapes.All));

    private static readonly Lazy<DecoderSet> s_combined =
        new(() => DecoderSet.Compile("CombinedDecoders", [.. RandomDecoders.Take(Combinations, Seed)]));

    /// <summary>The class names of all shapes, as a theory's data.</summary>
    public static TheoryData<string> Names => [.. DecoderShapes.All.Select(ShapeSource.ClassName)];

    /// <summary>The class names of the shapes that change no scores, as a theory's data.</summary>
    public static TheoryData<string> PlainNames => [.. DecoderShapes.Plain.Select(ShapeSource.ClassName)];

    /// <summary>The class names of the combinations, as a theory's data.</summary>
    public static TheoryData<string> CombinedNames => [.. RandomDecoders.Take(Combinations, Seed).Select(ShapeSource.ClassName)];

    /// <summary>The kernels of the listed shapes.</summary>
    public static DecoderSet Set => s_set.Value;

    /// <summary>The kernels of the combinations.</summary>
    public static DecoderSet Combined => s_combined.Value;

    /// <summary>The kernel of a class name.</summary>
    public static DecoderKernel Of(string className) => Set[className];
}
