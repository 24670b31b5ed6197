namespace AttnGen;

/// <summary>The element types of the safetensors format.</summary>
internal static class ElementTypes
{
    public const string Float32 = "F32";
    public const string Float16 = "F16";
    public const string BrainFloat16 = "BF16";
    public const string Float64 = "F64";

    /// <summary>The bytes of one element; null for a type that is younger than this list, whose tensors are listed unchecked.</summary>
    public static int? Bytes(string type) => type switch
    {
        "BOOL" or "U8" or "I8" or "F8_E4M3" or "F8_E5M2" or "F8_E8M0" => 1,
        Float16 or BrainFloat16 or "I16" or "U16" => 2,
        Float32 or "I32" or "U32" => 4,
        Float64 or "I64" or "U64" or "C64" => 8,
        _ => null,
    };
}
