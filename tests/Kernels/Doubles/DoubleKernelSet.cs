using AttnGen.Tests.Harness;

namespace AttnGen.Tests.Kernels.Doubles;

/// <summary>Kernels of doubles of many shapes, compiled together when one is first needed.</summary>
internal sealed class DoubleKernelSet(string assemblyName, IReadOnlyCollection<AttentionShape> shapes)
{
    private readonly Lazy<EmittedAssembly> _emitted =
        new(() => EmittedAssembly.Load(assemblyName, new CompilerSettings(), [ShapeSource.File(shapes), .. ModifierSource.Files(shapes)]));

    /// <summary>The kernels of <see cref="DoubleShapes"/>.</summary>
    public static DoubleKernelSet All { get; } = new("DoubleKernels", DoubleShapes.All);

    /// <summary>The assembly that holds them.</summary>
    public EmittedAssembly Emitted => _emitted.Value;

    /// <summary>The class names of the shapes, as a theory's data.</summary>
    public Xunit.TheoryData<string> Names => [.. shapes.Select(ShapeSource.ClassName)];

    /// <summary>The kernel of a class name.</summary>
    public DoubleKernel this[string className] =>
        DoubleKernel.Of(Emitted.Assembly.GetType($"{ShapeSource.Namespace}.{className}", throwOnError: true)!);

    /// <summary>The kernel of a shape.</summary>
    public DoubleKernel this[AttentionShape shape] => this[ShapeSource.ClassName(shape)];
}
