using Microsoft.CodeAnalysis;

namespace AttnGen.Generator.Shape;

/// <summary>The names by which generator and analyzer know the runtime's types.</summary>
internal static class WellKnown
{
    /// <summary>The attribute that asks for a kernel, as Roslyn looks it up.</summary>
    public const string AttributeMetadataName = RuntimeNamespace + "." + AttributeName;

    /// <summary>The interface that every kernel implements.</summary>
    public const string KernelInterfaceName = "IAttentionKernel";

    /// <summary>The full name of the type that a kernel's constructor takes.</summary>
    public const string WeightsFullName = RuntimeNamespace + ".AttentionWeights";

    private const string RuntimeNamespace = "AttnGen";
    private const string AttributeName = "AttentionShapeAttribute";

    /// <summary>The attributes that ask for a kernel. Where there are several, the compiler has reported CS0579.</summary>
    public static IEnumerable<AttributeData> ShapeAttributes(INamedTypeSymbol type) =>
        type.GetAttributes().Where(attribute => IsRuntimeType(attribute.AttributeClass, AttributeName));

    /// <summary>Whether a type asks for a kernel.</summary>
    public static bool IsKernel(INamedTypeSymbol type) => ShapeAttributes(type).Any();

    /// <summary>Whether a type is the kernel interface.</summary>
    public static bool IsKernelInterface(INamedTypeSymbol type) => IsRuntimeType(type, KernelInterfaceName);

    private static bool IsRuntimeType(INamedTypeSymbol? type, string name) =>
        type is { ContainingType: null, ContainingNamespace: { Name: RuntimeNamespace, ContainingNamespace.IsGlobalNamespace: true } }
        && type.Name == name;
}
