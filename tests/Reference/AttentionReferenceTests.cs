using AttnGen.Tests.Kernels.Problems;
using Xunit;

namespace AttnGen.Tests.Reference;

/// <summary>Holds the reference itself against numbers worked out by hand, since everything else is held against the reference.</summary>
public sealed class AttentionReferenceTests
{
    [Fact]
    public void Attend_weighs_two_values_by_hand()
    {
        // One query (1, 0), keys (0, 0) and (ln 3 · √2, 7): scaled scores 0 and ln 3, so the weights are 1/4 and 3/4.
        var shape = new AttentionShape(1, 2, 2) { KeyValueLength = 2, IsCrossAttention = true, DV = 1 };
        double[] query = [1, 0];
        double[] key = [0, 0, Math.Log(3) * Math.Sqrt(2), 7];
        double[] value = [4, 8];
        var weights = new float[2];

        double[] output = AttentionReference.Attend(shape, query, key, value, new AttentionArguments { AttentionWeights = weights });

        Assert.Equal(7.0, Assert.Single(output), 1e-12);
        Assert.Equal([0.25f, 0.75f], weights);
    }

    [Fact]
    public void Forward_reads_both_weight_layouts_alike()
    {
        var shape = new AttentionShape(5, 6, 3)
        {
            Heads = 2,
            DV = 4,
            KeyValueLength = 7,
            ContextWidth = 8,
            IsCrossAttention = true,
            Bias = true,
            OutputProjection = true,
            OutputWidth = 9,
        };
        var problem = new Problem(shape, seed: 1);
        var arguments = new AttentionArguments { Context = problem.Context };

        double[] direct = AttentionReference.Forward(shape, problem.Weights, problem.X, arguments);
        double[] transposed = AttentionReference.Forward(shape, WeightTools.Transposed(shape, problem.Weights), problem.X, arguments);

        Assert.Equal(direct, transposed);
    }

    [Theory]
    [InlineData(RopePairing.Interleaved, 2, 0)]
    [InlineData(RopePairing.HalfSplit, 1, 1)]
    public void Forward_with_Rope_by_hand(RopePairing rope, double ofFirstPair, double ofSecondPair)
    {
        // The first two columns are 1: both of the first pair, or one of each.
        var shape = new AttentionShape(2, 4, 4) { Rope = rope, RopeTheta = 10_000, Scale = 1 };
        float[] identity = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
        float[] x = [1, 1, 0, 0, 1, 1, 0, 0];
        var weights = new float[4];

        AttentionReference.Forward(
            shape,
            new AttentionWeights { Query = identity, Key = identity, Value = identity },
            x,
            new AttentionArguments { AttentionWeights = weights, Position = 7 });

        // One token apart, each pair's product shrinks by the cosine of its angle; at one place it does not.
        double apart = Math.Exp((ofFirstPair * Math.Cos(1)) + (ofSecondPair * Math.Cos(0.01)));
        double same = Math.Exp(2);
        Assert.Equal(same / (same + apart), weights[0], 1e-6);
        Assert.Equal(apart / (same + apart), weights[1], 1e-6);
        Assert.Equal(apart / (same + apart), weights[2], 1e-6);
        Assert.Equal(same / (same + apart), weights[3], 1e-6);
    }

    [Fact]
    public void Attend_of_shared_heads_by_hand()
    {
        // One key for each of two heads, of which heads 0 … 2 and 3 … 5 read one: each gives its value as it is.
        var shape = new AttentionShape(1, 1, 1) { Heads = 6, KeyValueHeads = 2, DV = 2 };

        double[] output = AttentionReference.Attend(shape, new double[6], new double[2], (double[])[1, 2, 3, 4]);

        Assert.Equal([1, 2, 1, 2, 1, 2, 3, 4, 3, 4, 3, 4], output);
    }

    [Theory]
    [InlineData(CausalAlignment.None, null, new[] { 5.0, 5.0 }, new[] { 0.5f, 0.5f, 0.5f, 0.5f })]
    [InlineData(CausalAlignment.TopLeft, null, new[] { 4.0, 5.0 }, new[] { 1f, 0f, 0.5f, 0.5f })]
    [InlineData(CausalAlignment.BottomRight, null, new[] { 4.0, 5.0 }, new[] { 1f, 0f, 0.5f, 0.5f })]
    [InlineData(CausalAlignment.TopLeft, 1, new[] { 4.0, 4.0 }, new[] { 1f, 0f, 1f, 0f })]
    [InlineData(CausalAlignment.BottomRight, 1, new[] { 0.0, 4.0 }, new[] { 0f, 0f, 1f, 0f })]
    public void Attend_of_a_causal_shape_by_hand(CausalAlignment causal, int? length, double[] expected, float[] expectedWeights)
    {
        // All scores are equal, so a query shares its weight among the values 4 and 6 that it sees.
        var shape = new AttentionShape(2, 2, 2) { DV = 1, Causal = causal };
        double[] zeros = new double[4];
        double[] value = [4, 6];
        var weights = new float[4];

        double[] output = AttentionReference.Attend(
            shape, zeros, zeros, value, new AttentionArguments { Length = length, AttentionWeights = weights });

        Assert.Equal(expected, output);
        Assert.Equal(expectedWeights, weights);
    }
}
