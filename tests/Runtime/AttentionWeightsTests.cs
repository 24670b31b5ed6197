using AttnGen.Generated;
using AttnGen.Tests.Kernels.Problems;
using Xunit;

namespace AttnGen.Tests.Runtime;

/// <summary>Untrained weights: the same floats everywhere, as spread as documented; and a layout that is none.</summary>
public sealed class AttentionWeightsTests
{
    private static readonly AttentionShape s_shape = new(4, 40, 16)
    {
        Heads = 3,
        DV = 8,
        KeyValueLength = 9,
        ContextWidth = 30,
        IsCrossAttention = true,
        Bias = true,
        OutputProjection = true,
        OutputWidth = 50,
    };

    [Fact]
    public void A_seed_gives_the_same_floats_on_every_machine_and_in_every_version()
    {
        AttentionWeights one = AttentionWeights.CreateRandom(s_shape, seed: 1);
        AttentionWeights minus = AttentionWeights.CreateRandom(s_shape, seed: -1);

        Assert.Equal([0.0347606502f, 0.128355339f, 0.24597317f], one.Query[..3].ToArray());
        Assert.Equal([0.069253616f, 0.0459918901f, -0.0344044343f], one.OutputBias[^3..].ToArray());
        Assert.Equal([0.205729976f, 0.215471864f, -0.146495774f], minus.Query[..3].ToArray());
    }

    [Fact]
    public void Each_part_fills_its_bound_and_no_more()
    {
        AttentionWeights weights = AttentionWeights.CreateRandom(s_shape, seed: 1);

        AssertUniform(weights.Query, 40 * 48, Math.Sqrt(6.0 / (40 + 48)));
        AssertUniform(weights.Key, 30 * 48, Math.Sqrt(6.0 / (30 + 48)));
        AssertUniform(weights.Value, 30 * 24, Math.Sqrt(6.0 / (30 + 24)));
        AssertUniform(weights.Output, 24 * 50, Math.Sqrt(6.0 / (24 + 50)));
        AssertUniform(weights.QueryBias, 48, 0.1);
        AssertUniform(weights.KeyBias, 48, 0.1);
        AssertUniform(weights.ValueBias, 24, 0.1);
        AssertUniform(weights.OutputBias, 50, 0.1);
        Assert.Equal(WeightLayout.InputByOutput, weights.Layout);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void A_layout_that_is_none_is_refused(int layout)
    {
        var shape = new AttentionShape(4, 4, 4);
        AttentionWeights right = AttentionWeights.CreateRandom(shape, seed: 1);
        var wrong = new AttentionWeights { Query = right.Query, Key = right.Key, Value = right.Value, Layout = (WeightLayout)layout };

        ArgumentException refusal = Assert.Throws<ArgumentException>(() => Guard.Weights(shape, wrong));

        Assert.Equal("weights", refusal.ParamName);
        Assert.StartsWith($"Layout {layout} is no WeightLayout.", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_bias_of_the_output_needs_both_biases_and_an_output(bool bias, bool outputProjection)
    {
        AttentionShape shape = s_shape with { Bias = bias, OutputProjection = outputProjection };
        AttentionWeights right = AttentionWeights.CreateRandom(shape, seed: 1);
        Guard.Weights(shape, right);

        ArgumentException refusal = Assert.Throws<ArgumentException>(
            () => Guard.Weights(shape, WeightTools.With(right, outputBias: new float[shape.OutputWidth])));

        Assert.StartsWith(
            "OutputBias is given, but the shape does not use it: set Bias = true and OutputProjection = true in its attribute.",
            refusal.Message,
            StringComparison.Ordinal);
    }

    private static void AssertUniform(ReadOnlyMemory<float> part, int length, double bound)
    {
        Assert.Equal(length, part.Length);
        double largest = 0;
        double sum = 0;
        double squares = 0;
        foreach (float value in part.Span)
        {
            largest = Math.Max(largest, Math.Abs(value));
            sum += value;
            squares += (double)value * value;
        }

        // A uniform variable in ±bound has the mean 0 and the variance bound²/3; six deviations of either are left to chance.
        double deviations = 6 / Math.Sqrt(length);
        Assert.InRange(largest, bound * (1 - (deviations / 2)), bound * (1 + 1e-6));
        Assert.InRange(sum / length / bound, -deviations * Math.Sqrt(1.0 / 3), deviations * Math.Sqrt(1.0 / 3));
        Assert.InRange(squares / length / (bound * bound / 3), 1 - (deviations * Math.Sqrt(0.8)), 1 + (deviations * Math.Sqrt(0.8)));
    }
}
