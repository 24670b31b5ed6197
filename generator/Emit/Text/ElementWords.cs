using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Emit;

/// <summary>How operands of an element type are called.</summary>
internal static class ElementWords
{
    /// <summary>The type's name where the kernels stand.</summary>
    public static string Type(ElementType element) => element switch
    {
        ElementType.Float16 => "Half",
        ElementType.BFloat16 => "BFloat16",
        _ => "float",
    };

    /// <summary>The name of the type of the weights that a kernel of such numbers takes.</summary>
    public static string Weights(NumberType number) => "AttentionWeights" + number.Argument;

    /// <summary>The type's name in full.</summary>
    public static string FullType(ElementType element) => element switch
    {
        ElementType.Float16 => "global::System.Half",
        ElementType.BFloat16 => FaceNames.Runtime + "BFloat16",
        _ => "float",
    };
}
