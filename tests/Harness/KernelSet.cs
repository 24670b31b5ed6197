namespace AttnGen.Tests.Harness;

/// <summary>Kernels of many shapes, compiled together.</summary>
internal sealed class KernelSet
{
    private readonly Dictionary<string, Kernel> _kernels;

    private KernelSet(EmittedAssembly emitted, IEnumerable<AttentionShape> shapes)
    {
        Emitted = emitted;
        _kernels = shapes.ToDictionary(
            ShapeSource.ClassName,
            shape => Kernel.Of(emitted.Assembly.GetType($"{ShapeSource.Namespace}.{ShapeSource.ClassName(shape)}", throwOnError: true)!));
    }

    /// <summary>The assembly that holds them.</summary>
    public EmittedAssembly Emitted { get; }

    /// <summary>The kernels, in the order of their shapes.</summary>
    public IReadOnlyCollection<Kernel> Kernels => _kernels.Values;

    /// <summary>The kernel of a class name.</summary>
    public Kernel this[string className] => _kernels[className];

    /// <summary>The kernel of a shape.</summary>
    public Kernel this[AttentionShape shape] => _kernels[ShapeSource.ClassName(shape)];

    /// <summary>Compiles one class a shape.</summary>
    public static KernelSet Compile(string assemblyName, CompilerSettings settings, IReadOnlyCollection<AttentionShape> shapes) =>
        new(EmittedAssembly.Load(assemblyName, settings, [ShapeSource.File(shapes), .. ModifierSource.Files(shapes)]), shapes);
}
