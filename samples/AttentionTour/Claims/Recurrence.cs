using AttentionTour.Numbers;

namespace AttentionTour.Claims;

/// <summary>
/// A plain recurrent network, hₜ = tanh(W·hₜ₋₁ + U·xₜ) (Elman, "Finding Structure in Time", 1990), with untrained weights.
/// </summary>
/// <param name="width">The width of words and state.</param>
/// <param name="random">Draws the weights.</param>
internal sealed class Recurrence(int width, Gaussian random)
{
    /// <summary>
    /// The spectral radius of W, nearly: its entries have the standard deviation gain/√width. Below 1 the recurrence forgets faster,
    /// far above it becomes chaotic (Sompolinsky, Crisanti and Sommers, 1988).
    /// </summary>
    public const double StateGain = 1.0;

    // Small, so that tanh stays near its linear middle and takes little of the memory away.
    private const double InputGain = 0.25;

    private readonly Matrix _state = random.Matrix(width, width, StateGain / Math.Sqrt(width));
    private readonly Matrix _input = random.Matrix(width, width, InputGain / Math.Sqrt(width));

    /// <summary>The state after the last word. Each step needs the step before: as many steps as there are words.</summary>
    /// <param name="words">A row a word.</param>
    public double[] Last(Matrix words)
    {
        var state = new double[width];
        for (int t = 0; t < words.Rows; t++)
        {
            var next = new double[width];
            for (int i = 0; i < width; i++)
            {
                next[i] = Math.Tanh(Dot(_state.Row(i), state) + Dot(_input.Row(i), words.Row(t)));
            }

            state = next;
        }

        return state;
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
