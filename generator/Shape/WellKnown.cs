using Microsoft.CodeAnalysis;

namespace AttnGen.Generator.Shape;

/// <summary>The names by which generator and analyzer know the runtime's types.</summary>
internal static class WellKnown
{
    /// <summary>The interface of a modifier of scores.</summary>
    public const string ModifierInterfaceName = "IScoreModifier";

    /// <summary>The full name of the type that a kernel's constructor takes.</summary>
    public const string WeightsFullName = RuntimeNamespace + ".AttentionWeights";

    /// <summary>The full name of the runtime's 16-bit number.</summary>
    public const string BFloat16FullName = RuntimeNamespace + ".BFloat16";

    private const string RuntimeNamespace = "AttnGen";
    private const string AttributeName = "AttentionShapeAttribute";
    private const string KernelInterfaceName = "IAttentionKernel";
    private const string DecoderInterfaceName = "IDecoderKernel";

    /// <summary>What the attribute that asks for a kernel is called where it is written.</summary>
    public static IEnumerable<string> AttributeNames => [AttributeName, AttributeName.Substring(0, AttributeName.Length - nameof(Attribute).Length)];

    /// <summary>The attributes that ask for a kernel. Where there are several, the compiler has reported CS0579.</summary>
    public static IEnumerable<AttributeData> ShapeAttributes(INamedTypeSymbol type) =>
        type.GetAttributes().Where(attribute => IsRuntimeType(attribute.AttributeClass, AttributeName));

    /// <summary>Whether a type asks for a kernel.</summary>
    public static bool IsKernel(INamedTypeSymbol type) => ShapeAttributes(type).Any();

    /// <summary>Whether a type is one of the interfaces that kernels implement.</summary>
    public static bool IsKernelInterface(INamedTypeSymbol type) =>
        IsRuntimeType(type, KernelInterfaceName) || IsRuntimeType(type, DecoderInterfaceName);

    /// <summary>The interface of modifiers of scores, where a type implements it.</summary>
    public static INamedTypeSymbol? ModifierInterface(ITypeSymbol type) =>
        type.AllInterfaces.FirstOrDefault(one => IsRuntimeType(one, ModifierInterfaceName));

    private static bool IsRuntimeType(INamedTypeSymbol? type, string name) =>
        type is { ContainingType: null, ContainingNamespace: { Name: RuntimeNamespace, ContainingNamespace.IsGlobalNamespace: true } }
        && type.Name == name;
}
