namespace SentenceEncoder;

/// <summary>Takes the attention weights of one sentence: layers × heads × maxTokens × maxTokens.</summary>
internal sealed class AttentionMaps
{
    private const int LayerLength = ModelSize.Heads * ModelSize.MaxTokens * ModelSize.MaxTokens;

    private readonly float[] _weights = new float[ModelSize.Layers * LayerLength];

    /// <summary>How much the query token looks at the key token, 0 … 1; all indices from 0.</summary>
    public float this[int layer, int head, int query, int key] =>
        _weights[(((((layer * ModelSize.Heads) + head) * ModelSize.MaxTokens) + query) * ModelSize.MaxTokens) + key];

    /// <summary>The memory of one layer, as a kernel writes it.</summary>
    public Span<float> Layer(int layer) => _weights.AsSpan(layer * LayerLength, LayerLength);
}
