using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Features;
using AttnGen.Tests.Kernels.Features.Modifiers;

namespace AttnGen.Tests.Tiers;

/// <summary>The kernels with modifiers of scores whose machine code is read: blocks of one vector and of several, and one query.</summary>
internal static class ModifiedKernels
{
    public const string Command = "modified-kernels-once";

    public static IReadOnlyList<AttentionShape> Shapes { get; } =
    [
        .. from modifier in new[] { ScoreModifier.Of<DistancePenalty>(), ScoreModifier.Of<DocumentMask>(), ScoreModifier.Of<BucketBias>() }
           from shape in new AttentionShape[] { new(37, 24, 8) { Heads = 3 }, new(128, 32, 32), new(1, 32, 24) { KeyValueLength = 45 }, new(21, 32, 8) { Element = ElementType.Float64 } }
           select shape with { Modifier = modifier },
    ];

    public static KernelSet Compile() => KernelSet.Compile("ModifiedKernels", new CompilerSettings(), Shapes);

    /// <summary>Calls each of them.</summary>
    public static void RunOnce()
    {
        foreach (Kernel kernel in Compile().Kernels)
        {
            new FeatureCase(kernel, seed: 1).Run();
        }
    }
}
