#if ATTNGEN_GENERATOR
namespace AttnGen.Generator;

internal
#else
namespace AttnGen;

/// <summary>The kind of mask that a call may bring.</summary>
public
#endif
enum MaskKind
{
    /// <summary>No mask.</summary>
    None = 0,

    /// <summary>
    /// True means <em>attend</em>, as in ONNX and PyTorch's <c>scaled_dot_product_attention</c>; the masks of the older
    /// <c>nn.MultiheadAttention</c> have it the other way round.
    /// </summary>
    Boolean = 1,

    /// <summary>Numbers that are added to the scaled scores; −∞ hides a key, whatever its score and value are.</summary>
    Additive = 2,
}
