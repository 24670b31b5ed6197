#if ATTNGEN_GENERATOR
// The generator compiles this very file, so that it and the runtime cannot disagree. There it lies one namespace deeper and is internal,
// so that a project that references both assemblies still has one AttnGen.CausalAlignment.
namespace AttnGen.Generator;

internal
#else
namespace AttnGen;

/// <summary>
/// Which keys a query may attend to where the order of the tokens counts: query i sees the keys j ≤ i + offset. A negative offset is not
/// clamped: the queries i &lt; −offset see nothing, and their output is 0.
/// </summary>
public
#endif
enum CausalAlignment
{
    /// <summary>Every query sees every key.</summary>
    None = 0,

    /// <summary>The offset is 0: the first query sees the first key alone, as PyTorch's and ONNX's <c>is_causal</c> have it.</summary>
    TopLeft = 1,

    /// <summary>
    /// The offset is the number of keys less the number of queries: the last query sees all keys, as FlashAttention has it. With a
    /// <c>length</c> the real keys are counted, and in <c>Forward</c> of self-attention the real queries too.
    /// </summary>
    BottomRight = 2,
}
