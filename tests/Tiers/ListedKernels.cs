using AttnGen.Tests.Harness;

namespace AttnGen.Tests.Tiers;

/// <summary>
/// The kernels whose machine code is read: few, since a listing is long, and with between them every kind of tile: even and uneven ones,
/// one head and several, with bias and with an output projection, with scores that are edited, and with more keys than one block takes.
/// </summary>
internal static class ListedKernels
{
    public static IReadOnlyList<AttentionShape> Shapes { get; } =
    [
        new(64, 64, 64),
        new(197, 192, 64) { Heads = 3 },
        new(512, 512, 64) { Heads = 8 },
        new(11, 192, 24) { Heads = 8 },
        new(48, 96, 24) { Heads = 4, Bias = true, OutputProjection = true, OutputWidth = 80 },
        new(70, 64, 32) { Heads = 2, Softcap = 30 },
        new(600, 32, 16),
    ];

    public static KernelSet Compile() => KernelSet.Compile("ListedKernels", new CompilerSettings(), Shapes);
}
