#if ATTNGEN_GENERATOR
namespace AttnGen.Generator;

internal
#else
namespace AttnGen;

/// <summary>The scores that a call may ask for, by the step after which they are taken, as ONNX numbers them (<c>qk_matmul_output_mode</c>).</summary>
public
#endif
enum ScoreStage
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The scaled products, scale · Q·Kᵀ, of hidden keys too: ONNX's mode 0.</summary>
    Product = 1,

    /// <summary>After the softcap, of hidden keys too: mode 1.</summary>
    Softcapped = 2,

    /// <summary>After bias and masks; −∞ where a key is hidden: mode 2.</summary>
    Masked = 3,
}
