namespace AttnGen;

/// <summary>How the matrices of <see cref="AttentionWeights"/> lie in memory; both are row-major.</summary>
public enum WeightLayout
{
    /// <summary>[in, out]: y = x·W, as the formula is written and as TensorFlow's and ONNX's <c>MatMul</c> take it.</summary>
    InputByOutput = 0,

    /// <summary>[out, in]: y = x·Wᵀ, as PyTorch's <c>Linear</c> stores it.</summary>
    OutputByInput = 1,
}
