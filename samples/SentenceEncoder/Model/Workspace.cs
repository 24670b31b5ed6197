namespace SentenceEncoder;

/// <summary>The buffers between the steps of the model, taken once for the longest sentence so that no call allocates.</summary>
internal sealed class Workspace
{
    private readonly float[] _normed = new float[ModelSize.MaxTokens * ModelSize.Width];

    /// <summary>The tokens as they enter the first layer, maxTokens × tokenWidth.</summary>
    public float[] Tokens { get; } = new float[ModelSize.MaxTokens * ModelSize.TokenWidth];

    /// <summary>The first layer's output, maxTokens × width.</summary>
    public float[] FirstLayer { get; } = new float[ModelSize.MaxTokens * ModelSize.Width];

    /// <summary>The second layer's output, maxTokens × width.</summary>
    public float[] SecondLayer { get; } = new float[ModelSize.MaxTokens * ModelSize.Width];

    /// <summary>Attention plus residual, maxTokens × width.</summary>
    public float[] Attended { get; } = new float[ModelSize.MaxTokens * ModelSize.Width];

    /// <summary>The residual where it is projected, maxTokens × width.</summary>
    public float[] Residual { get; } = new float[ModelSize.MaxTokens * ModelSize.Width];

    /// <summary>Inside a feed-forward block, maxTokens × hidden.</summary>
    public float[] Hidden { get; } = new float[ModelSize.MaxTokens * ModelSize.Hidden];

    /// <summary>The mean over the tokens, width.</summary>
    public float[] Mean { get; } = new float[ModelSize.Width];

    /// <summary>The output of a norm, maxTokens rows of a given width.</summary>
    public Span<float> Normed(int width) => _normed.AsSpan(0, ModelSize.MaxTokens * width);
}
