namespace TinyStories;

/// <summary>The sizes of stories260K. They are constants because the attention kernel is written for them.</summary>
internal static class ModelSize
{
    /// <summary>The width of a token.</summary>
    public const int Width = 64;

    /// <summary>The width inside the feed-forward blocks.</summary>
    public const int Hidden = 172;

    /// <summary>The number of transformer layers.</summary>
    public const int Layers = 5;

    /// <summary>The query heads of each layer's attention.</summary>
    public const int Heads = 8;

    /// <summary>The key and value heads; each serves two query heads.</summary>
    public const int KeyValueHeads = 4;

    /// <summary>The size of one head.</summary>
    public const int HeadSize = Width / Heads;

    /// <summary>The number of tokens that there are.</summary>
    public const int Vocabulary = 512;

    /// <summary>The longest text, in tokens, that the model was trained on.</summary>
    public const int MaxTokens = 512;
}
