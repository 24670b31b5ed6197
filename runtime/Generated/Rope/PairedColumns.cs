using System.ComponentModel;

namespace AttnGen.Generated;

/// <summary>
/// Weights whose pairs of columns lie side by side. A score, a product of a query and a key, is the same whatever the order of their
/// columns, if it is the same in both: so <see cref="RopePairing.HalfSplit"/> needs no code of its own, but W_Q and W_K in another order.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PairedColumns
{
    /// <summary>The weights with the columns j and j + width / 2 of each head of queries and keys at 2j and 2j + 1.</summary>
    /// <param name="weights">The weights of the shape.</param>
    /// <param name="dModel">The width of a token.</param>
    /// <param name="contextWidth">The width of a token of the context.</param>
    /// <param name="dK">The columns of a head.</param>
    /// <param name="width">How many of them are turned: the first ones.</param>
    public static AttentionWeights Of(AttentionWeights weights, int dModel, int contextWidth, int dK, int width) =>
        Pair<AttentionWeights, float>(weights, dModel, contextWidth, dK, width);

    /// <inheritdoc cref="Of(AttentionWeights, int, int, int, int)"/>
    public static AttentionWeights<double> Of(AttentionWeights<double> weights, int dModel, int contextWidth, int dK, int width) =>
        Pair<AttentionWeights<double>, double>(weights, dModel, contextWidth, dK, width);

    private static TWeights Pair<TWeights, T>(TWeights weights, int dModel, int contextWidth, int dK, int width)
        where TWeights : AttentionWeights<T>, new()
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(weights);
        return new TWeights
        {
            Query = Matrix(weights.Query, dModel, weights.Layout, dK, width),
            QueryBias = Matrix(weights.QueryBias, 1, WeightLayout.InputByOutput, dK, width),
            Key = Matrix(weights.Key, contextWidth, weights.Layout, dK, width),
            KeyBias = Matrix(weights.KeyBias, 1, WeightLayout.InputByOutput, dK, width),
            Value = weights.Value,
            ValueBias = weights.ValueBias,
            Output = weights.Output,
            OutputBias = weights.OutputBias,
            Layout = weights.Layout,
        };
    }

    private static T[] Matrix<T>(ReadOnlyMemory<T> matrix, int inputs, WeightLayout layout, int dK, int width)
        where T : unmanaged
    {
        ReadOnlySpan<T> source = matrix.Span;
        int outputs = source.Length / inputs;
        var paired = new T[source.Length];
        for (int output = 0; output < outputs; output++)
        {
            int column = output % dK;
            int half = column % 2 == 0 ? 0 : width / 2;
            int from = column < width ? output - column + (column / 2) + half : output;
            for (int input = 0; input < inputs; input++)
            {
                if (layout == WeightLayout.InputByOutput)
                {
                    paired[(input * outputs) + output] = source[(input * outputs) + from];
                }
                else
                {
                    paired[(output * inputs) + input] = source[(from * inputs) + input];
                }
            }
        }

        return paired;
    }
}
