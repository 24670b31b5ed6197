// The formats are called so everywhere; each name tells the format from the others.
#pragma warning disable CA1720
#if ATTNGEN_GENERATOR
namespace AttnGen.Generator;

internal
#else
namespace AttnGen;

/// <summary>How a kernel's operands are stored; see docs/element-types.md.</summary>
public
#endif
enum ElementType
{
    /// <summary>32 bits: <see cref="float"/>.</summary>
    Float32 = 0,

    /// <summary>16 bits, 11 of them significant, up to 65,504: System.Half. Arithmetic is in floats.</summary>
    Float16 = 1,

    /// <summary>16 bits, 8 of them significant, as far as floats go: the upper half of a float. Arithmetic is in floats.</summary>
    BFloat16 = 2,

    /// <summary>64 bits: <see cref="double"/>, from the operands and the weights to the output. Arithmetic is in doubles.</summary>
    Float64 = 3,
}
