using System.Numerics.Tensors;
using TinyStories;

namespace AttnGen.Benchmarks.Decode;

/// <summary>The sample's model.</summary>
internal sealed class KernelStoryWriter(ModelWeights weights) : IStoryWriter
{
    private readonly StoryModel _model = new(weights);

    /// <inheritdoc/>
    public void Clear() => _model.Clear();

    /// <inheritdoc/>
    public int Next(int token) => TensorPrimitives.IndexOfMax(_model.Read([token]));
}
