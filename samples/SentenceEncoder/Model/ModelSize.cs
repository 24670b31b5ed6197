namespace SentenceEncoder;

/// <summary>The sizes of the Universal Sentence Encoder lite, as its graph has them.</summary>
internal static class ModelSize
{
    /// <summary>The most tokens of a sentence; the graph drops those past it.</summary>
    public const int MaxTokens = 128;

    /// <summary>The rows of the embedding table: the 8,000 pieces and two spare ones.</summary>
    public const int VocabularyRows = 8002;

    /// <summary>The width of a token before the first layer.</summary>
    public const int TokenWidth = 256;

    /// <summary>The width of a token after the first layer, and of the sentence's embedding.</summary>
    public const int Width = 512;

    /// <summary>The width inside the feed-forward blocks.</summary>
    public const int Hidden = 1536;

    /// <summary>The number of transformer layers.</summary>
    public const int Layers = 2;

    /// <summary>The heads of each layer's attention.</summary>
    public const int Heads = 4;
}
