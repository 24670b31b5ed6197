#if ATTNGEN_GENERATOR
// The generator compiles this very file, so that it and the runtime cannot disagree. There it lies one namespace deeper and is internal,
// so that a project that references both assemblies still has one AttnGen.HeadLayout.
namespace AttnGen.Generator;

internal
#else
namespace AttnGen;

/// <summary>How the heads of queries, keys, values and outputs lie in memory when <c>Attend</c> is called without projections.</summary>
public
#endif
enum HeadLayout
{
    /// <summary>[tokens, heads, size]: one token's heads lie side by side, as a projection writes them.</summary>
    TokenMajor = 0,

    /// <summary>[heads, tokens, size]: one head's tokens lie side by side, as ONNX's and PyTorch's 4-D tensors have them.</summary>
    HeadMajor = 1,
}
