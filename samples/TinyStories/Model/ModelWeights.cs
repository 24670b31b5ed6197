namespace TinyStories;

/// <summary>Everything that the model has learned. Matrices are row-major [out, in], as the file holds them.</summary>
internal sealed class ModelWeights
{
    /// <summary>One row a token, vocabulary × width; the classifier at the end is the same matrix.</summary>
    public required ReadOnlyMemory<float> Embedding { get; init; }

    /// <summary>The transformer layers, first to last.</summary>
    public required IReadOnlyList<LayerWeights> Layers { get; init; }

    /// <summary>The gains of the last norm: width.</summary>
    public required ReadOnlyMemory<float> FinalNorm { get; init; }
}
