using AttentionTour.Numbers;
using AttentionTour.Stages;
using AttnGen;

namespace AttentionTour.Claims;

/// <summary>Queries and keys of one size, drawn from a normal distribution, and what softmax makes of their dot products.</summary>
/// <param name="DK">The size.</param>
/// <param name="ScoreDeviation">The standard deviation of the dot products.</param>
/// <param name="Unscaled">Softmax of the dot products as they are.</param>
/// <param name="Scaled">Softmax of the dot products divided by √dK.</param>
internal sealed record SaturationMeasurement(int DK, double ScoreDeviation, SoftmaxState Unscaled, SoftmaxState Scaled)
{
    /// <summary>How many queries meet how many keys in a batch.</summary>
    public const int Tokens = 64;

    /// <summary>8 batches of 64 queries are 512 rows: enough for two digits.</summary>
    public const int Batches = 8;

    /// <summary>Measures at one size, by hand.</summary>
    /// <param name="dK">The size.</param>
    /// <param name="seed">The seed of the draw.</param>
    public static SaturationMeasurement Of(int dK, int seed)
    {
        var random = new Gaussian(seed);
        var scores = new List<double>();
        var unscaled = new List<RowState>();
        var scaled = new List<RowState>();
        for (int batch = 0; batch < Batches; batch++)
        {
            Matrix query = random.Matrix(Tokens, dK);
            Matrix key = random.Matrix(Tokens, dK);
            Matrix products = Scoring.Compute(query, key);
            for (int row = 0; row < products.Rows; row++)
            {
                scores.AddRange(products.Row(row));
            }

            unscaled.AddRange(RowState.OfAll(Softmax.Compute(products), key, 1));
            scaled.AddRange(RowState.OfAll(Softmax.Compute(Scaling.Compute(products, dK)), key, 1 / Math.Sqrt(dK)));
        }

        return new SaturationMeasurement(dK, Statistics.Deviation(scores), SoftmaxState.Of(unscaled), SoftmaxState.Of(scaled));
    }

    /// <summary>The largest difference between the scaled weights of the first batch and a generated kernel's.</summary>
    /// <typeparam name="TKernel">A kernel of one head for <see cref="Tokens"/> queries and keys.</typeparam>
    /// <param name="seed">The seed of the draw.</param>
    public static double KernelDifference<TKernel>(int seed)
        where TKernel : IAttentionKernel<TKernel>
    {
        AttentionShape shape = TKernel.Shape;
        var random = new Gaussian(seed);
        Matrix query = random.Matrix(Tokens, shape.DK);
        Matrix key = random.Matrix(Tokens, shape.DK);
        var weights = new float[shape.AttentionWeightsLength];
        TKernel.Attend(
            query.ToFloats(),
            key.ToFloats(),
            new float[shape.ValueLength],
            new float[shape.AttendOutputLength],
            new AttentionArguments { AttentionWeights = weights });
        Matrix byHand = Softmax.Compute(Scaling.Compute(Scoring.Compute(query, key), shape.DK));
        return byHand.DifferenceFrom(Matrix.Of(shape.N, shape.KeyValueLength, weights));
    }
}
