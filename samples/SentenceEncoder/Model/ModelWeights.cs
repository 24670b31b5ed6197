using AttnGen;

namespace SentenceEncoder;

/// <summary>Everything that the encoder has learned. Matrices are row-major [in, out].</summary>
internal sealed class ModelWeights
{
    /// <summary>One row a vocabulary piece: <see cref="ModelSize.VocabularyRows"/> × <see cref="ModelSize.TokenWidth"/>.</summary>
    public required ReadOnlyMemory<float> Embeddings { get; init; }

    /// <summary>The angular frequencies of the timing signal, half of <see cref="ModelSize.TokenWidth"/> of them.</summary>
    public required ReadOnlyMemory<float> TimingFrequencies { get; init; }

    /// <summary>The first transformer layer, <see cref="ModelSize.TokenWidth"/> in and <see cref="ModelSize.Width"/> out.</summary>
    public required LayerWeights FirstLayer { get; init; }

    /// <summary>The second transformer layer, <see cref="ModelSize.Width"/> in and out.</summary>
    public required LayerWeights SecondLayer { get; init; }

    /// <summary>The tanh layer above the mean over the tokens, <see cref="ModelSize.Width"/> in and out.</summary>
    public required DenseWeights Pooling { get; init; }
}

/// <summary>The weights of one pre-norm transformer layer.</summary>
internal sealed class LayerWeights
{
    /// <summary>The norm before the attention, as wide as the layer's input.</summary>
    public required NormWeights AttentionNorm { get; init; }

    /// <summary>The attention's own matrices and biases.</summary>
    public required AttentionWeights Attention { get; init; }

    /// <summary>Widens the residual where the layer's input is narrower than its output; null where both are equal.</summary>
    public DenseWeights? Residual { get; init; }

    /// <summary>The norm before the feed-forward block.</summary>
    public required NormWeights FeedForwardNorm { get; init; }

    /// <summary>The feed-forward block's first half, to <see cref="ModelSize.Hidden"/>.</summary>
    public required DenseWeights Expand { get; init; }

    /// <summary>The feed-forward block's second half, back to <see cref="ModelSize.Width"/>.</summary>
    public required DenseWeights Contract { get; init; }
}

/// <summary>y = x·Kernel + Bias.</summary>
/// <param name="Kernel">[in, out].</param>
/// <param name="Bias">[out].</param>
internal readonly record struct DenseWeights(ReadOnlyMemory<float> Kernel, ReadOnlyMemory<float> Bias);

/// <summary>y = (x − mean) / √(variance + ε) · Scale + Bias.</summary>
/// <param name="Scale">As wide as a token.</param>
/// <param name="Bias">As wide as a token.</param>
internal readonly record struct NormWeights(ReadOnlyMemory<float> Scale, ReadOnlyMemory<float> Bias);
