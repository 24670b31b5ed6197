using AttnGen;

namespace TinyStories;

/// <summary>
/// The language model, a small Llama: tokens in, a score for every token that may come next out. It remembers the text so far; one
/// instance serves one text at a time. No call after the first allocates.
/// </summary>
internal sealed class StoryModel
{
    private readonly float[] _embedding;
    private readonly TransformerLayer[] _layers;
    private readonly RmsNorm _norm;
    private readonly PackedMatrix _classifier;
    private readonly float[] _x = new float[TokensAtOnce * ModelSize.Width];
    private readonly float[] _normed = new float[ModelSize.Width];
    private readonly float[] _logits;

    /// <summary>Packs the weights.</summary>
    /// <exception cref="ArgumentException">A matrix does not have its size.</exception>
    public StoryModel(ModelWeights weights)
    {
        _embedding = weights.Embedding.ToArray();
        _layers = [.. weights.Layers.Select(layer => new TransformerLayer(layer))];
        _norm = new RmsNorm(weights.FinalNorm);
        _classifier = new PackedMatrix(ModelSize.Width, weights.Embedding);
        _logits = new float[_classifier.PaddedOutputs];
    }

    /// <summary>The instruction sets in use.</summary>
    public static KernelTier Tier => StoryAttention.Tier;

    /// <summary>The most tokens of one step; a longer text is read in several.</summary>
    public static int TokensAtOnce => StoryAttention.Shape.N;

    /// <summary>The tokens read so far.</summary>
    public int Position { get; private set; }

    /// <summary>Forgets the text.</summary>
    public void Clear()
    {
        Position = 0;
        foreach (TransformerLayer layer in _layers)
        {
            layer.Clear();
        }
    }

    /// <summary>Reads the next tokens of the text.</summary>
    /// <param name="tokens">Their ids, at least one.</param>
    /// <returns>The score of each token that may come next. The memory is the model's own, up to the next call.</returns>
    /// <exception cref="ArgumentException">There is none, or the text becomes longer than <see cref="ModelSize.MaxTokens"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An id is not in the vocabulary.</exception>
    public ReadOnlySpan<float> Read(scoped ReadOnlySpan<int> tokens)
    {
        Check(tokens);
        int count = 0;
        for (int first = 0; first < tokens.Length; first += count)
        {
            count = Math.Min(TokensAtOnce, tokens.Length - first);
            Step(tokens.Slice(first, count));
        }

        _norm.Apply(_x.AsSpan((count - 1) * ModelSize.Width, ModelSize.Width), _normed);
        Array.Clear(_logits);
        _classifier.AddTo(_normed, _logits);
        return _logits.AsSpan(0, ModelSize.Vocabulary);
    }

    private void Check(ReadOnlySpan<int> tokens)
    {
        if (tokens.IsEmpty || Position + tokens.Length > ModelSize.MaxTokens)
        {
            throw new ArgumentException(
                $"After {Position} tokens there may follow 1 … {ModelSize.MaxTokens - Position}, but not {tokens.Length}.", nameof(tokens));
        }

        foreach (int token in tokens)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(token, nameof(tokens));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(token, ModelSize.Vocabulary, nameof(tokens));
        }
    }

    private void Step(ReadOnlySpan<int> tokens)
    {
        Span<float> x = _x.AsSpan(0, tokens.Length * ModelSize.Width);
        for (int i = 0; i < tokens.Length; i++)
        {
            _embedding.AsSpan(tokens[i] * ModelSize.Width, ModelSize.Width).CopyTo(x[(i * ModelSize.Width)..]);
        }

        foreach (TransformerLayer layer in _layers)
        {
            layer.Step(x);
        }

        Position += tokens.Length;
    }
}
