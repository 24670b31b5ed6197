namespace AttentionTour.Numbers;

/// <summary>A stream of normally distributed numbers that depends on its seed alone (Box and Muller, 1958).</summary>
/// <param name="seed">Any number.</param>
internal sealed class Gaussian(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>The next number: mean 0, standard deviation 1.</summary>
    public double Next()
    {
        // 1 − u is never 0, so that the logarithm is finite.
        double radius = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble()));
        return radius * Math.Cos(2 * Math.PI * _random.NextDouble());
    }

    /// <summary>A matrix of them, rounded to floats, so that hand and kernel start from the same numbers.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="deviation">The standard deviation of each.</param>
    public Matrix Matrix(int rows, int columns, double deviation = 1) => new Matrix(rows, columns).Map(_ => (float)(Next() * deviation));
}
