using AttentionTour.Claims;
using AttentionTour.Kernels;
using AttentionTour.Numbers;
using AttentionTour.Stages;
using Xunit;

namespace AttnGen.Tests.Samples;

/// <summary>Why √dK: the tour's measurement, and the gradients in it against finite differences.</summary>
public sealed class AttentionTourSaturationTests
{
    private const int Seed = 2017;

    private static readonly SaturationMeasurement[] Sizes = SaturationClaim.Measure(Seed);

    [Fact]
    public void Dot_products_deviate_by_the_root_of_dK()
    {
        Assert.Equal([4, 8, 16, 32, 64, 128, 256, 512], Sizes.Select(size => size.DK));
        Assert.All(Sizes, size => Assert.InRange(size.ScoreDeviation / Math.Sqrt(size.DK), 0.95, 1.05));
    }

    [Fact]
    public void Without_scaling_softmax_decides_more_the_larger_dK()
    {
        Assert.All(Sizes.Zip(Sizes.Skip(1)), pair =>
        {
            Assert.True(pair.First.Unscaled.EntropyBits > pair.Second.Unscaled.EntropyBits);
            Assert.True(pair.First.Unscaled.LargestWeight < pair.Second.Unscaled.LargestWeight);
            Assert.True(pair.First.Unscaled.DecidedShare <= pair.Second.Unscaled.DecidedShare);
        });
        Assert.True(Sizes[^1].Unscaled.TypicalJacobian < Sizes[0].Unscaled.TypicalJacobian / 20);
    }

    [Fact]
    public void With_scaling_every_size_is_alike()
    {
        SoftmaxState first = Sizes[0].Scaled;
        Assert.All(Sizes, size =>
        {
            Assert.InRange(size.Scaled.EntropyBits, first.EntropyBits - 0.2, first.EntropyBits + 0.2);
            Assert.InRange(size.Scaled.LargestWeight, first.LargestWeight - 0.03, first.LargestWeight + 0.03);
            Assert.InRange(size.Scaled.TypicalJacobian / first.TypicalJacobian, 0.9, 1.1);
            Assert.InRange(size.Scaled.TypicalQueryGradient / first.TypicalQueryGradient, 0.9, 1.1);
            Assert.Equal(0, size.Scaled.DecidedShare);
        });
    }

    [Fact]
    public void The_kernels_weights_are_those_of_the_hand()
    {
        Assert.InRange(SaturationMeasurement.KernelDifference<Dk4Kernel>(Seed), 0, 1e-5);
        Assert.InRange(SaturationMeasurement.KernelDifference<N64Kernel>(Seed), 0, 1e-5);
        Assert.InRange(SaturationMeasurement.KernelDifference<Dk512Kernel>(Seed), 0, 1e-5);
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.5)]
    public void The_gradient_norms_are_those_of_finite_differences(double scale)
    {
        var random = new Gaussian(Seed);
        Matrix query = random.Matrix(1, 4);
        Matrix key = random.Matrix(7, 4);
        RowState state = RowState.Of(Weights(query).Row(0), key, scale);

        Matrix scores = Scoring.Compute(query, key).Map(score => score * scale);
        Assert.Equal(GradientNorm(scores, Softmax.Compute), state.Jacobian, 1e-7);
        Assert.Equal(GradientNorm(query, Weights), state.QueryGradient, 1e-7);

        Matrix Weights(Matrix q) => Softmax.Compute(Scoring.Compute(q, key).Map(score => score * scale));
    }

    [Fact]
    public void Entropy_and_largest_weight_of_known_rows()
    {
        Matrix key = new Gaussian(Seed).Matrix(4, 2);
        RowState uniform = RowState.Of([0.25, 0.25, 0.25, 0.25], key, 1);
        RowState decided = RowState.Of([0, 1, 0, 0], key, 1);

        Assert.Equal((2.0, 0.25, 0.0), (uniform.EntropyBits, uniform.LargestWeight, uniform.NegligibleShare));
        Assert.Equal((0.0, 1.0, 0.75), (decided.EntropyBits, decided.LargestWeight, decided.NegligibleShare));
        Assert.Equal((0.0, 0.0), (decided.Jacobian, decided.QueryGradient));
    }

    /// <summary>The Frobenius norm of the Jacobian of a function of one row, by central differences.</summary>
    private static double GradientNorm(Matrix at, Func<Matrix, Matrix> function)
    {
        const double Step = 1e-5;
        double sum = 0;
        for (int column = 0; column < at.Columns; column++)
        {
            Matrix up = at.Map(value => value);
            Matrix down = at.Map(value => value);
            up[0, column] += Step;
            down[0, column] -= Step;
            Matrix above = function(up);
            Matrix below = function(down);
            for (int i = 0; i < above.Columns; i++)
            {
                double slope = (above[0, i] - below[0, i]) / (2 * Step);
                sum += slope * slope;
            }
        }

        return Math.Sqrt(sum);
    }
}
