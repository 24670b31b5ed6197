using AttnGen;

namespace SentenceEncoder;

/// <summary>
/// Weights of the model's sizes that nobody has trained: the same for the same seed. They stand in where the model cannot be had, so
/// that everything but the meaning can be seen.
/// </summary>
internal static class UntrainedWeights
{
    // The timing signal of the original (Tensor2Tensor): wavelengths from 2π to 10,000 · 2π, geometrically spaced.
    private const double LongestTimescale = 10_000;

    /// <summary>Makes the weights.</summary>
    /// <param name="seed">Any number.</param>
    public static ModelWeights Create(int seed)
    {
        var random = new Random(seed);
        return new ModelWeights
        {
            Embeddings = Uniform(random, ModelSize.VocabularyRows * ModelSize.TokenWidth, 1),
            TimingFrequencies = Frequencies(ModelSize.TokenWidth / 2),
            FirstLayer = Layer(random, FirstLayerAttention.Shape),
            SecondLayer = Layer(random, SecondLayerAttention.Shape),
            Pooling = Dense(random, ModelSize.Width, ModelSize.Width),
        };
    }

    private static LayerWeights Layer(Random random, AttentionShape shape) => new()
    {
        AttentionNorm = Norm(shape.DModel),
        Attention = AttentionWeights.CreateRandom(shape, random.Next()),
        Residual = shape.DModel == ModelSize.Width ? null : Dense(random, shape.DModel, ModelSize.Width),
        FeedForwardNorm = Norm(ModelSize.Width),
        Expand = Dense(random, ModelSize.Width, ModelSize.Hidden),
        Contract = Dense(random, ModelSize.Hidden, ModelSize.Width),
    };

    private static NormWeights Norm(int width)
    {
        var scale = new float[width];
        Array.Fill(scale, 1f);
        return new NormWeights(scale, new float[width]);
    }

    /// <summary>Uniform in ±√(6 / (in + out)) (Glorot and Bengio, 2010), without bias.</summary>
    private static DenseWeights Dense(Random random, int inputs, int outputs) =>
        new(Uniform(random, inputs * outputs, MathF.Sqrt(6f / (inputs + outputs))), new float[outputs]);

    private static float[] Uniform(Random random, int length, float bound)
    {
        var values = new float[length];
        foreach (ref float value in values.AsSpan())
        {
            value = bound * ((2 * random.NextSingle()) - 1);
        }

        return values;
    }

    private static float[] Frequencies(int count)
    {
        var frequencies = new float[count];
        for (int i = 0; i < count; i++)
        {
            frequencies[i] = (float)Math.Pow(LongestTimescale, -(double)i / (count - 1));
        }

        return frequencies;
    }
}
