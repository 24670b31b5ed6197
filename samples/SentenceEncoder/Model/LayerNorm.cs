using System.Numerics.Tensors;

namespace SentenceEncoder;

/// <summary>Layer normalization (Ba, Kiros and Hinton, 2016) of each row: y = (x − mean) / √(variance + ε) · scale + bias.</summary>
internal sealed class LayerNorm(NormWeights weights)
{
    // The graph's own constant.
    private const float Epsilon = 1e-6f;

    /// <summary>Normalizes the first rows of x, each as wide as the weights.</summary>
    /// <param name="x">At least rows × width floats.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="y">Takes at least rows × width floats.</param>
    public void Apply(ReadOnlySpan<float> x, int rows, Span<float> y)
    {
        int width = weights.Scale.Length;
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> input = x.Slice(row * width, width);
            Span<float> output = y.Slice(row * width, width);
            TensorPrimitives.Subtract(input, TensorPrimitives.Sum(input) / width, output);
            float variance = TensorPrimitives.SumOfSquares<float>(output) / width;
            TensorPrimitives.Multiply(output, 1 / MathF.Sqrt(variance + Epsilon), output);
            TensorPrimitives.MultiplyAdd(output, weights.Scale.Span, weights.Bias.Span, output);
        }
    }
}
