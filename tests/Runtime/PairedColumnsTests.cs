using AttnGen.Generated;
using Xunit;

namespace AttnGen.Tests.Runtime;

/// <summary>Columns that are a pair come to lie side by side; nothing else moves.</summary>
public sealed class PairedColumnsTests
{
    // Two heads of six columns, of which the first four are turned: 0 and 2, 1 and 3.
    private static readonly float[] s_bias = [0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15];
    private static readonly float[] s_paired = [0, 2, 1, 3, 4, 5, 10, 12, 11, 13, 14, 15];

    [Theory]
    [InlineData(WeightLayout.InputByOutput)]
    [InlineData(WeightLayout.OutputByInput)]
    public void Both_columns_of_a_pair_move_together(WeightLayout layout)
    {
        var weights = new AttentionWeights
        {
            Query = Matrix(s_bias, 3, layout),
            QueryBias = s_bias,
            Key = Matrix(s_bias, 2, layout),
            Value = new float[2],
            ValueBias = new float[1],
            Output = new float[4],
            OutputBias = new float[5],
            Layout = layout,
        };

        AttentionWeights paired = PairedColumns.Of(weights, dModel: 3, contextWidth: 2, dK: 6, width: 4);

        Assert.Equal(Matrix(s_paired, 3, layout), paired.Query.ToArray());
        Assert.Equal(s_paired, paired.QueryBias.ToArray());
        Assert.Equal(Matrix(s_paired, 2, layout), paired.Key.ToArray());
        Assert.True(paired.KeyBias.IsEmpty);
        Assert.Equal(weights.Value, paired.Value);
        Assert.Equal(weights.ValueBias, paired.ValueBias);
        Assert.Equal(weights.Output, paired.Output);
        Assert.Equal(weights.OutputBias, paired.OutputBias);
        Assert.Equal(layout, paired.Layout);

        AttentionWeights<double> wide = PairedColumns.Of(weights.InDouble(), dModel: 3, contextWidth: 2, dK: 6, width: 4);
        Assert.Equal(paired.InDouble().Query.ToArray(), wide.Query.ToArray());
        Assert.Equal(paired.InDouble().Key.ToArray(), wide.Key.ToArray());
    }

    /// <summary>A matrix whose columns hold their numbers, and a hundred more in each row further on.</summary>
    private static float[] Matrix(float[] columns, int inputs, WeightLayout layout)
    {
        var matrix = new float[inputs * columns.Length];
        for (int input = 0; input < inputs; input++)
        {
            for (int output = 0; output < columns.Length; output++)
            {
                bool byInput = layout == WeightLayout.InputByOutput;
                matrix[byInput ? (input * columns.Length) + output : (output * inputs) + input] = columns[output] + (100 * input);
            }
        }

        return matrix;
    }
}
