using AttentionTour.Kernels;
using AttentionTour.Numbers;
using AttnGen;

namespace AttentionTour.Claims;

/// <summary>How much the last word's output moves when another word is exchanged: ‖Δoutput‖ / ‖Δword‖, the median over trials.</summary>
/// <param name="Words">The number of words of the sentence.</param>
/// <param name="Distance">How far before the last the exchanged word stands.</param>
/// <param name="Attention">Through one attention layer, on a generated kernel.</param>
/// <param name="Recurrent">Through a recurrent network.</param>
internal sealed record DistanceMeasurement(int Words, int Distance, double Attention, double Recurrent)
{
    /// <summary>How many draws of words and weights a measurement is the median of.</summary>
    public const int Trials = 31;

    /// <summary>Measures one distance in sentences of one length.</summary>
    /// <param name="words">The number of words: 2 … the kernel's n.</param>
    /// <param name="distance">How far before the last: 1 … words − 1.</param>
    /// <param name="seed">The seed of weights and words.</param>
    public static DistanceMeasurement Of(int words, int distance, int seed)
    {
        var attention = new List<double>();
        var recurrent = new List<double>();
        int width = N256Kernel.Shape.DModel;
        for (int trial = 0; trial < Trials; trial++)
        {
            // One seed a trial, whatever the distance: the rows of the table then differ in nothing else.
            int trialSeed = unchecked((seed * 1_000_003) + trial);
            var random = new Gaussian(trialSeed);
            Matrix sentence = random.Matrix(N256Kernel.Shape.N, width);
            var network = new Recurrence(width, random);
            Matrix replacement = random.Matrix(1, width);
            var kernel = new N256Kernel(AttentionWeights.CreateRandom(N256Kernel.Shape, trialSeed));

            Matrix spoken = sentence.Reordered([.. Enumerable.Range(0, words)]);
            Matrix exchanged = spoken.Map(value => value);
            int position = words - 1 - distance;
            replacement.Row(0).CopyTo(exchanged.Row(position));
            double change = Norm(spoken.Row(position), replacement.Row(0));

            attention.Add(Norm(LastOutput(kernel, spoken), LastOutput(kernel, exchanged)) / change);
            recurrent.Add(Norm(network.Last(spoken), network.Last(exchanged)) / change);
        }

        return new DistanceMeasurement(words, distance, Statistics.Median(attention), Statistics.Median(recurrent));
    }

    private static double[] LastOutput(N256Kernel kernel, Matrix words)
    {
        AttentionShape shape = N256Kernel.Shape;
        var x = new float[shape.InputLength];
        words.ToFloats().CopyTo(x, 0);
        var output = new float[shape.OutputLength];
        kernel.Forward(x, output, length: words.Rows);
        return [.. output.AsSpan((words.Rows - 1) * shape.DV, shape.DV).ToArray().Select(value => (double)value)];
    }

    private static double Norm(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }

        return Math.Sqrt(sum);
    }
}
