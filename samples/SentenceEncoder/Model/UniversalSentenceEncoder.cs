using System.Numerics.Tensors;
using AttnGen;

namespace SentenceEncoder;

/// <summary>
/// The Universal Sentence Encoder lite (Cer et al., 2018): token ids in, a vector of length 1 out whose dot product with another
/// sentence's tells how close they are in meaning. One instance serves one caller at a time: it owns the buffers between the steps.
/// </summary>
internal sealed class UniversalSentenceEncoder
{
    // The graph's own constant, so that a zero vector can be divided by its length.
    private const float SmallestSquaredLength = 1e-12f;

    private readonly ReadOnlyMemory<float> _embeddings;
    private readonly TimingSignal _timing;
    private readonly TransformerLayer<FirstLayerAttention> _firstLayer;
    private readonly TransformerLayer<SecondLayerAttention> _secondLayer;
    private readonly DenseLayer _pooling;
    private readonly Workspace _workspace = new();

    /// <summary>Packs the weights.</summary>
    /// <exception cref="ArgumentException">A matrix does not have its size.</exception>
    public UniversalSentenceEncoder(ModelWeights weights)
    {
        _embeddings = weights.Embeddings;
        _timing = new TimingSignal(weights.TimingFrequencies.Span, ModelSize.MaxTokens);
        _firstLayer = new TransformerLayer<FirstLayerAttention>(weights.FirstLayer);
        _secondLayer = new TransformerLayer<SecondLayerAttention>(weights.SecondLayer);
        _pooling = new DenseLayer(weights.Pooling, ModelSize.Width);
    }

    /// <summary>The instruction sets in use.</summary>
    public static KernelTier Tier => FirstLayerAttention.Tier;

    /// <summary>Encodes one sentence. No call after the first allocates.</summary>
    /// <param name="ids">The ids of its tokens, at most <see cref="ModelSize.MaxTokens"/>; none is a sentence too.</param>
    /// <param name="embedding">Takes <see cref="ModelSize.Width"/> floats.</param>
    /// <param name="maps">Takes the attention weights of both layers; null for none.</param>
    /// <exception cref="ArgumentException">There are too many ids, or the embedding has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An id is not in the vocabulary.</exception>
    public void Encode(ReadOnlySpan<int> ids, Span<float> embedding, AttentionMaps? maps = null)
    {
        if (ids.Length > ModelSize.MaxTokens)
        {
            throw new ArgumentException($"A sentence has at most {ModelSize.MaxTokens} tokens, not {ids.Length}.", nameof(ids));
        }

        if (embedding.Length != ModelSize.Width)
        {
            throw new ArgumentException($"An embedding has {ModelSize.Width} floats, not {embedding.Length}.", nameof(embedding));
        }

        Embed(ids, _workspace.Tokens);
        _firstLayer.Apply(_workspace.Tokens, ids.Length, _workspace.FirstLayer, _workspace, maps is null ? default : maps.Layer(0));
        _secondLayer.Apply(_workspace.FirstLayer, ids.Length, _workspace.SecondLayer, _workspace, maps is null ? default : maps.Layer(1));
        Pool(_workspace.SecondLayer, ids.Length, embedding);
    }

    /// <summary>x = 2·embedding + timing: the graph adds the embedding to the embedding with its timing.</summary>
    private void Embed(ReadOnlySpan<int> ids, Span<float> x)
    {
        for (int position = 0; position < ids.Length; position++)
        {
            int id = ids[position];
            ArgumentOutOfRangeException.ThrowIfNegative(id, nameof(ids));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(id, ModelSize.VocabularyRows, nameof(ids));
            ReadOnlySpan<float> row = _embeddings.Span.Slice(id * ModelSize.TokenWidth, ModelSize.TokenWidth);
            TensorPrimitives.MultiplyAdd(row, 2f, _timing[position], x.Slice(position * ModelSize.TokenWidth, ModelSize.TokenWidth));
        }
    }

    /// <summary>tanh(mean over the tokens · W + b), brought to length 1.</summary>
    private void Pool(ReadOnlySpan<float> y, int tokens, Span<float> embedding)
    {
        Span<float> mean = _workspace.Mean;
        mean.Clear();
        for (int token = 0; token < tokens; token++)
        {
            TensorPrimitives.Add(mean, y.Slice(token * ModelSize.Width, ModelSize.Width), mean);
        }

        TensorPrimitives.Divide(mean, Math.Max(tokens, 1), mean);
        _pooling.Apply(mean, rows: 1, embedding);
        TensorPrimitives.Tanh(embedding, embedding);
        float squaredLength = TensorPrimitives.SumOfSquares<float>(embedding);
        TensorPrimitives.Multiply(embedding, 1 / MathF.Sqrt(MathF.Max(squaredLength, SmallestSquaredLength)), embedding);
    }
}
