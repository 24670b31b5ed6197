using System.Numerics.Tensors;

namespace TinyStories;

/// <summary>Root-mean-square normalization (Zhang and Sennrich, 2019): y = x / √(mean of x² + ε) · gain.</summary>
/// <param name="gains">As wide as a token.</param>
internal sealed class RmsNorm(ReadOnlyMemory<float> gains)
{
    private const float Epsilon = 1e-5f;

    private readonly float[] _gains = gains.ToArray();

    /// <summary>Normalizes one token.</summary>
    /// <param name="x">The token.</param>
    /// <param name="y">Takes the normalized token at its beginning.</param>
    public void Apply(ReadOnlySpan<float> x, Span<float> y)
    {
        y = y[..x.Length];
        float meanSquare = TensorPrimitives.SumOfSquares(x) / x.Length;
        TensorPrimitives.Multiply(x, 1 / MathF.Sqrt(meanSquare + Epsilon), y);
        TensorPrimitives.Multiply(y, _gains, y);
    }
}
