using System.Numerics;
using SentenceEncoder;
using Xunit;

namespace AttnGen.Tests.Samples;

/// <summary>The parts of the model around the attention, against double.</summary>
public sealed class ModelPartsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(9)]
    public void A_dense_layer_is_a_product_and_a_bias(int rows)
    {
        const int Inputs = 192;
        const int Outputs = 10;
        float[] x = Uniform(1, rows * Inputs);
        float[] kernel = Uniform(2, Inputs * Outputs);
        float[] bias = Uniform(3, Outputs);
        var y = new float[(rows * Outputs) + 3];
        Array.Fill(y, 7f);
        new DenseLayer(new DenseWeights(kernel, bias), Inputs).Apply(x, rows, y);

        for (int row = 0; row < rows; row++)
        {
            for (int output = 0; output < Outputs; output++)
            {
                double expected = bias[output];
                for (int i = 0; i < Inputs; i++)
                {
                    expected += (double)x[(row * Inputs) + i] * kernel[(i * Outputs) + output];
                }

                Assert.Equal(expected, y[(row * Outputs) + output], 1e-5);
            }
        }

        Assert.All(y[(rows * Outputs)..], past => Assert.Equal(7f, past));
    }

    [Fact]
    public void A_dense_layer_refuses_a_kernel_of_another_size()
    {
        var weights = new DenseWeights(new float[(64 * 8) + 1], new float[8]);
        Assert.Throws<ArgumentException>(() => new DenseLayer(weights, 64));
        int odd = Vector<float>.Count + 1;
        Assert.Throws<ArgumentException>(() => new DenseLayer(new DenseWeights(new float[odd * 8], new float[8]), odd));
    }

    [Fact]
    public void A_norm_gives_each_row_its_scale_and_bias()
    {
        const int Width = 37;
        const int Rows = 3;
        float[] x = [.. Uniform(1, Rows * Width).Select((value, i) => (value * (1 + i)) + 50)];
        float[] scale = Uniform(2, Width);
        float[] bias = Uniform(3, Width);
        var y = new float[Rows * Width];
        new LayerNorm(new NormWeights(scale, bias)).Apply(x, Rows, y);

        for (int row = 0; row < Rows; row++)
        {
            double[] values = [.. x.Skip(row * Width).Take(Width).Select(value => (double)value)];
            double mean = values.Average();
            double variance = values.Average(value => (value - mean) * (value - mean));
            for (int i = 0; i < Width; i++)
            {
                double expected = ((values[i] - mean) / Math.Sqrt(variance + 1e-6) * scale[i]) + bias[i];
                Assert.Equal(expected, y[(row * Width) + i], 1e-5);
            }
        }
    }

    [Fact]
    public void The_timing_signal_is_sines_beside_cosines()
    {
        var timing = new TimingSignal([1f, 0.25f], positions: 4);
        float[] expected = [MathF.Sin(3), MathF.Sin(0.75f), MathF.Cos(3), MathF.Cos(0.75f)];
        Assert.Equal(expected, timing[3].ToArray(), (a, b) => MathF.Abs(a - b) < 1e-6f);
    }

    private static float[] Uniform(int seed, int length)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (2 * random.NextSingle()) - 1)];
    }
}
