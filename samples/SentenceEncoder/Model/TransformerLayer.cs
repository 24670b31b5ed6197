using System.Numerics.Tensors;
using AttnGen;

namespace SentenceEncoder;

/// <summary>
/// One pre-norm transformer layer: a = residual(x) + attention(norm(x)), y = a + feedForward(norm(a)). It takes any generated kernel.
/// </summary>
/// <typeparam name="TAttention">The kernel, written by the compiler for this layer's shape.</typeparam>
internal sealed class TransformerLayer<TAttention>
    where TAttention : IAttentionKernel<TAttention>
{
    private readonly LayerNorm _attentionNorm;
    private readonly TAttention _attention;
    private readonly DenseLayer? _residual;
    private readonly LayerNorm _feedForwardNorm;
    private readonly DenseLayer _expand;
    private readonly DenseLayer _contract;

    /// <summary>Packs the layer's weights.</summary>
    /// <exception cref="ArgumentException">A matrix does not have its size.</exception>
    public TransformerLayer(LayerWeights weights)
    {
        _attentionNorm = new LayerNorm(weights.AttentionNorm);
        _attention = TAttention.Create(weights.Attention);
        _residual = weights.Residual is { } residual ? new DenseLayer(residual, TAttention.Shape.DModel) : null;
        _feedForwardNorm = new LayerNorm(weights.FeedForwardNorm);
        _expand = new DenseLayer(weights.Expand, ModelSize.Width);
        _contract = new DenseLayer(weights.Contract, ModelSize.Hidden);
    }

    /// <summary>Computes the layer for the first tokens of x.</summary>
    /// <param name="x">maxTokens × dModel floats, of which the first tokens count.</param>
    /// <param name="tokens">The number of real tokens.</param>
    /// <param name="y">Takes maxTokens × width floats, of which the first tokens are written.</param>
    /// <param name="workspace">The buffers in between.</param>
    /// <param name="attentionWeights">Takes heads × maxTokens × maxTokens floats; empty for none.</param>
    public void Apply(ReadOnlySpan<float> x, int tokens, Span<float> y, Workspace workspace, Span<float> attentionWeights)
    {
        Span<float> attended = workspace.Attended;
        Span<float> normed = workspace.Normed(TAttention.Shape.DModel);
        _attentionNorm.Apply(x, tokens, normed);
        _attention.Forward(normed, attended, new AttentionArguments { Length = tokens, AttentionWeights = attentionWeights });

        int used = tokens * ModelSize.Width;
        ReadOnlySpan<float> residual = x;
        if (_residual is not null)
        {
            _residual.Apply(x, tokens, workspace.Residual);
            residual = workspace.Residual;
        }

        TensorPrimitives.Add(attended[..used], residual[..used], attended);
        FeedForward(attended, tokens, y, workspace);
    }

    private void FeedForward(ReadOnlySpan<float> x, int tokens, Span<float> y, Workspace workspace)
    {
        Span<float> normed = workspace.Normed(ModelSize.Width);
        _feedForwardNorm.Apply(x, tokens, normed);
        _expand.Apply(normed, tokens, workspace.Hidden);

        Span<float> hidden = workspace.Hidden.AsSpan(0, tokens * ModelSize.Hidden);
        TensorPrimitives.Max(hidden, 0f, hidden);
        _contract.Apply(hidden, tokens, y);

        int used = tokens * ModelSize.Width;
        TensorPrimitives.Add(y[..used], x[..used], y);
    }
}
