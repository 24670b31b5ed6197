namespace TinyStories;

/// <summary>The weights of one pre-norm transformer layer. Matrices are row-major [out, in].</summary>
internal sealed class LayerWeights
{
    /// <summary>The gains of the norm before the attention: width.</summary>
    public required ReadOnlyMemory<float> AttentionNorm { get; init; }

    /// <summary>W_Q: width × width.</summary>
    public required ReadOnlyMemory<float> Query { get; init; }

    /// <summary>W_K: keyValueHeads·headSize × width.</summary>
    public required ReadOnlyMemory<float> Key { get; init; }

    /// <summary>W_V: keyValueHeads·headSize × width.</summary>
    public required ReadOnlyMemory<float> Value { get; init; }

    /// <summary>W_O: width × width.</summary>
    public required ReadOnlyMemory<float> Output { get; init; }

    /// <summary>The gains of the norm before the feed-forward block: width.</summary>
    public required ReadOnlyMemory<float> FeedForwardNorm { get; init; }

    /// <summary>W₁ of the feed-forward block, to what gates: hidden × width.</summary>
    public required ReadOnlyMemory<float> Gate { get; init; }

    /// <summary>W₃ of the feed-forward block, to what is gated: hidden × width.</summary>
    public required ReadOnlyMemory<float> Up { get; init; }

    /// <summary>W₂ of the feed-forward block, back to a token: width × hidden.</summary>
    public required ReadOnlyMemory<float> Down { get; init; }
}
