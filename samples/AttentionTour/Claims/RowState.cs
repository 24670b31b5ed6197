using AttentionTour.Numbers;

namespace AttentionTour.Claims;

/// <summary>One row a of attention weights: how decided it is, and how much it would still move.</summary>
/// <param name="EntropyBits">−Σ aⱼ·log₂ aⱼ.</param>
/// <param name="LargestWeight">max aⱼ.</param>
/// <param name="NegligibleShare">The share of the weights that are below one in a million.</param>
/// <param name="Jacobian">‖∂a/∂s‖: the Frobenius norm of diag(a) − a·aᵀ, s being what softmax was given.</param>
/// <param name="QueryGradient">‖∂a/∂q‖: the Frobenius norm of scale · (diag(a) − a·aᵀ) · K.</param>
internal readonly record struct RowState(
    double EntropyBits, double LargestWeight, double NegligibleShare, double Jacobian, double QueryGradient)
{
    /// <summary>All rows of a matrix of attention weights.</summary>
    /// <param name="weights">The weights: a row a query.</param>
    /// <param name="key">K: a row a key.</param>
    /// <param name="scale">The factor on the dot products.</param>
    public static IEnumerable<RowState> OfAll(Matrix weights, Matrix key, double scale)
    {
        for (int row = 0; row < weights.Rows; row++)
        {
            yield return Of(weights.Row(row), key, scale);
        }
    }

    /// <summary>One row.</summary>
    public static RowState Of(ReadOnlySpan<double> weights, Matrix key, double scale)
    {
        double entropy = 0;
        double largest = 0;
        int negligible = 0;
        double squares = 0;
        double cubes = 0;
        foreach (double a in weights)
        {
            entropy -= a > 0 ? a * Math.Log2(a) : 0;
            largest = Math.Max(largest, a);
            negligible += a < 1e-6 ? 1 : 0;
            squares += a * a;
            cubes += a * a * a;
        }

        // ‖diag(a) − a·aᵀ‖² = Σ aⱼ² − 2·Σ aⱼ³ + (Σ aⱼ²)², which rounding may push below 0 where one weight is 1.
        double jacobian = Math.Sqrt(Math.Max(0, squares - (2 * cubes) + (squares * squares)));
        return new RowState(entropy, largest, (double)negligible / weights.Length, jacobian, scale * WeightedSpread(weights, key));
    }

    /// <summary>The norm of (diag(a) − a·aᵀ)·K, whose row j is aⱼ·(kⱼ − Σ aᵢ·kᵢ).</summary>
    private static double WeightedSpread(ReadOnlySpan<double> weights, Matrix key)
    {
        var mean = new double[key.Columns];
        for (int j = 0; j < key.Rows; j++)
        {
            for (int c = 0; c < key.Columns; c++)
            {
                mean[c] += weights[j] * key[j, c];
            }
        }

        double sum = 0;
        for (int j = 0; j < key.Rows; j++)
        {
            for (int c = 0; c < key.Columns; c++)
            {
                double entry = weights[j] * (key[j, c] - mean[c]);
                sum += entry * entry;
            }
        }

        return Math.Sqrt(sum);
    }
}
