using AttnGen.Tests.Harness;
using Xunit;

namespace AttnGen.Tests.Kernels.Shapes;

/// <summary>
/// The kernels of <see cref="ShapeTable"/>: one compilation a list, each when it is first needed, so that a few tests alone do not wait
/// for all.
/// </summary>
internal static class KernelsUnderTest
{
    private static readonly Lazy<KernelSet>[] s_sets =
    [
        Set("RepresentativeKernels", ShapeTable.Representative),
        Set("ShortKernels", ShapeTable.Short),
        Set("LongKernels", ShapeTable.Long),
    ];

    private static readonly Dictionary<string, Lazy<KernelSet>> s_setOfClass = ShapeTable.Representative.Select(shape => (shape, s_sets[0]))
        .Concat(ShapeTable.Short.Select(shape => (shape, s_sets[1])))
        .Concat(ShapeTable.Long.Select(shape => (shape, s_sets[2])))
        .ToDictionary(pair => ShapeSource.ClassName(pair.shape), pair => pair.Item2);

    /// <summary>The class names of all shapes, as a theory's data.</summary>
    public static TheoryData<string> Names => [.. s_setOfClass.Keys];

    /// <summary>The class names of the representative shapes, as a theory's data.</summary>
    public static TheoryData<string> RepresentativeNames => [.. ShapeTable.Representative.Select(ShapeSource.ClassName)];

    /// <summary>The class names of the causal shapes, as a theory's data.</summary>
    public static TheoryData<string> CausalNames =>
        [.. ShapeTable.All.Where(shape => shape.Causal != CausalAlignment.None).Select(ShapeSource.ClassName)];

    /// <summary>The class names of the shapes whose heads share keys and values, as a theory's data.</summary>
    public static TheoryData<string> GroupedNames =>
        [.. ShapeTable.All.Where(shape => shape.KeyValueHeads != shape.Heads).Select(ShapeSource.ClassName)];

    /// <summary>The class names of the shapes with RoPE, as a theory's data.</summary>
    public static TheoryData<string> RopeNames =>
        [.. ShapeTable.All.Where(shape => shape.Rope != RopePairing.None).Select(ShapeSource.ClassName)];

    /// <summary>All sets, compiled.</summary>
    public static IEnumerable<KernelSet> Sets => s_sets.Select(set => set.Value);

    /// <summary>The kernel of a class name.</summary>
    public static Kernel Of(string className) => s_setOfClass[className].Value[className];

    /// <summary>The kernel of a shape.</summary>
    public static Kernel Of(AttentionShape shape) => Of(ShapeSource.ClassName(shape));

    private static Lazy<KernelSet> Set(string name, IReadOnlyCollection<AttentionShape> shapes) =>
        new(() => KernelSet.Compile(name, new CompilerSettings(), shapes));
}
