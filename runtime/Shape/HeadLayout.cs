namespace AttnGen;

/// <summary>How the heads of queries, keys, values and outputs lie in memory when <c>Attend</c> is called without projections.</summary>
public enum HeadLayout
{
    /// <summary>[tokens, heads, size]: one token's heads lie side by side, as a projection writes them.</summary>
    TokenMajor = 0,

    /// <summary>[heads, tokens, size]: one head's tokens lie side by side, as ONNX's and PyTorch's 4-D tensors have them.</summary>
    HeadMajor = 1,
}
