using TinyStories;
using Xunit;

namespace AttnGen.Tests.Samples;

/// <summary>What stands around the attention, held against double arithmetic on every tier.</summary>
[Trait("Category", "Kernels")]
public sealed class StoryPartsTests
{
    [Theory]
    [InlineData(2, new[] { 1 })]
    [InlineData(64, new[] { 64 })]
    [InlineData(64, new[] { 172, 172 })]
    [InlineData(172, new[] { 64 })]
    [InlineData(30, new[] { 7, 100, 1 })]
    public void A_product_is_added_to_what_was_there(int inputs, int[] outputs)
    {
        var random = new Random(1);
        float[][] matrices = [.. outputs.Select(count => Numbers(random, count * inputs))];
        var packed = new PackedMatrix(inputs, [.. matrices.Select(matrix => (ReadOnlyMemory<float>)matrix)]);
        float[] x = Numbers(random, inputs);
        float[] y = Numbers(random, packed.PaddedOutputs);
        float[] rows = [.. matrices.SelectMany(matrix => matrix)];
        double[] expected = [.. y.Select((sum, output) => output < outputs.Sum() ? sum + Dot(rows, output * inputs, x) : sum)];

        packed.AddTo(x, y);

        AssertClose(expected, y);
    }

    [Fact]
    public void A_matrix_that_is_no_whole_rows_is_refused()
    {
        Assert.Equal("matrices", Assert.Throws<ArgumentException>(() => new PackedMatrix(4, new float[10])).ParamName);
        Assert.Equal("inputs", Assert.Throws<ArgumentException>(() => new PackedMatrix(3, new float[9])).ParamName);
    }

    [Fact]
    public void A_token_is_divided_by_its_root_mean_square_and_multiplied_with_the_gains()
    {
        var random = new Random(2);
        float[] gains = Numbers(random, ModelSize.Width);
        foreach (float size in (float[])[1f, 1e-4f, 1e6f, 0f])
        {
            float[] x = [.. Numbers(random, ModelSize.Width).Select(value => value * size)];
            var y = new float[ModelSize.Width];
            double factor = 1 / Math.Sqrt((x.Sum(value => (double)value * value) / x.Length) + 1e-5f);

            new RmsNorm(gains).Apply(x, y);

            AssertClose([.. x.Select((value, i) => value * factor * gains[i])], y);
        }
    }

    [Fact]
    public void A_feed_forward_block_adds_what_it_gates()
    {
        var random = new Random(3);
        float[] norm = Numbers(random, ModelSize.Width);
        float[] gate = Numbers(random, ModelSize.Hidden * ModelSize.Width);
        float[] up = Numbers(random, ModelSize.Hidden * ModelSize.Width);
        float[] down = Numbers(random, ModelSize.Hidden * ModelSize.Width);
        float[] x = Numbers(random, ModelSize.Width);
        var normed = new float[ModelSize.Width];
        new RmsNorm(norm).Apply(x, normed);
        float[] hidden =
        [
            .. Enumerable.Range(0, ModelSize.Hidden).Select(i =>
            {
                double open = Dot(gate, i * ModelSize.Width, normed);
                return (float)(open / (1 + Math.Exp(-open)) * Dot(up, i * ModelSize.Width, normed));
            }),
        ];
        double[] expected = [.. x.Select((value, i) => value + Dot(down, i * ModelSize.Hidden, hidden))];

        new FeedForward(Layer(norm, gate, up, down)).AddTo(x);

        AssertClose(expected, x);
    }

    private static LayerWeights Layer(float[] norm, float[] gate, float[] up, float[] down) => new()
    {
        AttentionNorm = default,
        Query = default,
        Key = default,
        Value = default,
        Output = default,
        FeedForwardNorm = norm,
        Gate = gate,
        Up = up,
        Down = down,
    };

    private static float[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];

    private static double Dot(float[] rows, int first, float[] x) => x.Select((value, i) => (double)value * rows[first + i]).Sum();

    private static void AssertClose(double[] expected, float[] actual)
    {
        double magnitude = expected.Max(Math.Abs);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 3e-6 * magnitude));
    }
}
