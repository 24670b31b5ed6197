using AttnGen.Tests.Harness;

namespace AttnGen.Tests.Kernels.Features;

/// <summary>The kernels of <see cref="FeatureShapes"/>: a compilation for features alone, one for modifiers of scores, and one for combinations.</summary>
internal static class FeatureKernels
{
    /// <summary>Of the combinations, and of the numbers that a test computes with.</summary>
    public const int Seed = 20_261_124;

    private const int Combinations = 60;

    private static readonly Lazy<KernelSet> s_alone =
        new(() => KernelSet.Compile("FeatureKernels", new CompilerSettings(), [.. FeatureShapes.Alone]));

    private static readonly Lazy<KernelSet> s_modified =
        new(() => KernelSet.Compile("ModifiedFeatureKernels", new CompilerSettings(), [.. FeatureShapes.Modified]));

    private static readonly Lazy<KernelSet> s_combined =
        new(() => KernelSet.Compile("CombinedFeatureKernels", new CompilerSettings(), [.. FeatureShapes.Random(Combinations, Seed)]));

    /// <summary>The kernels with one feature each.</summary>
    public static KernelSet Alone => s_alone.Value;

    /// <summary>The kernels with a modifier of scores.</summary>
    public static KernelSet Modified => s_modified.Value;

    /// <summary>The kernels with several.</summary>
    public static KernelSet Combined => s_combined.Value;

    /// <summary>The class names of the shapes with one feature each, which need no compilation.</summary>
    public static IEnumerable<string> AloneNames => FeatureShapes.Alone.Select(ShapeSource.ClassName);

    /// <summary>The class names of the shapes with a modifier.</summary>
    public static IEnumerable<string> ModifiedNames => FeatureShapes.Modified.Select(ShapeSource.ClassName);

    /// <summary>The class names of the shapes with several.</summary>
    public static IEnumerable<string> CombinedNames => FeatureShapes.Random(Combinations, Seed).Select(ShapeSource.ClassName);
}
