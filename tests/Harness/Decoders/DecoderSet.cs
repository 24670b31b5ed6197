namespace AttnGen.Tests.Harness;

/// <summary>Kernels with caches, of many shapes, compiled together.</summary>
internal sealed class DecoderSet
{
    private readonly Dictionary<string, DecoderKernel> _kernels;

    private DecoderSet(EmittedAssembly emitted, IEnumerable<AttentionShape> shapes)
    {
        Emitted = emitted;
        _kernels = shapes.ToDictionary(
            ShapeSource.ClassName,
            shape => DecoderKernel.Of(emitted.Assembly.GetType($"{ShapeSource.Namespace}.{ShapeSource.ClassName(shape)}", throwOnError: true)!));
    }

    /// <summary>The assembly that holds them.</summary>
    public EmittedAssembly Emitted { get; }

    /// <summary>The kernels, in the order of their shapes.</summary>
    public IReadOnlyCollection<DecoderKernel> Kernels => _kernels.Values;

    /// <summary>The kernel of a class name.</summary>
    public DecoderKernel this[string className] => _kernels[className];

    /// <summary>Compiles one class a shape.</summary>
    public static DecoderSet Compile(string assemblyName, IReadOnlyCollection<AttentionShape> shapes) =>
        new(EmittedAssembly.Load(assemblyName, new CompilerSettings(), [ShapeSource.File(shapes), .. ModifierSource.Files(shapes)]), shapes);
}
