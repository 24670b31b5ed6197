using System.Numerics.Tensors;
using AttnGen;

namespace TinyStories;

/// <summary>
/// One pre-norm transformer layer: x += attention(norm(x)), x += feedForward(norm(x)). It remembers the keys and values of the tokens it
/// has seen, so one instance serves one text at a time.
/// </summary>
internal sealed class TransformerLayer
{
    private readonly RmsNorm _norm;
    private readonly StoryAttention _attention;
    private readonly StoryAttention.Cache _cache = new();
    private readonly FeedForward _feedForward;
    private readonly float[] _normed = new float[StoryAttention.Shape.InputLength];
    private readonly float[] _attended = new float[StoryAttention.Shape.OutputLength];

    /// <summary>Packs the layer's weights.</summary>
    /// <exception cref="ArgumentException">A matrix does not have its size.</exception>
    public TransformerLayer(LayerWeights weights)
    {
        _norm = new RmsNorm(weights.AttentionNorm);
        _attention = new StoryAttention(new AttentionWeights
        {
            Query = weights.Query,
            Key = weights.Key,
            Value = weights.Value,
            Output = weights.Output,
            Layout = WeightLayout.OutputByInput,
        });
        _feedForward = new FeedForward(weights);
    }

    /// <summary>Takes the next tokens through the layer, in place.</summary>
    /// <param name="x">The tokens, one after the other: at most as many as the kernel takes at a step.</param>
    public void Step(Span<float> x)
    {
        Span<float> normed = _normed.AsSpan(0, x.Length);
        Span<float> attended = _attended.AsSpan(0, x.Length);
        for (int token = 0; token < x.Length; token += ModelSize.Width)
        {
            _norm.Apply(x.Slice(token, ModelSize.Width), normed[token..]);
        }

        _attention.Forward(normed, attended, _cache);
        TensorPrimitives.Add(x, attended, x);
        for (int token = 0; token < x.Length; token += ModelSize.Width)
        {
            _feedForward.AddTo(x.Slice(token, ModelSize.Width));
        }
    }

    /// <summary>Forgets all tokens.</summary>
    public void Clear() => _cache.Clear();
}
