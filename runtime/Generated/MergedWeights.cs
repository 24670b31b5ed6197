using System.ComponentModel;
using System.Numerics;

namespace AttnGen.Generated;

/// <summary>
/// The query's and the key's matrix of one head in one: Q·Kᵀ = (X·W_Q + b_Q)·(C·W_K + b_K)ᵀ, of which X·W_Q·W_Kᵀ·Cᵀ + b_Q·W_Kᵀ·Cᵀ differs
/// between the keys of a query. The rest leaves the softmax as it is.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class MergedWeights
{
    /// <summary>The weights with W_Q·W_Kᵀ and b_Q·W_Kᵀ for those of the query; those of the key are not needed any more.</summary>
    /// <param name="weights">The weights of the shape.</param>
    /// <param name="dModel">The width of a token.</param>
    /// <param name="contextWidth">The width of a token of the context.</param>
    /// <param name="dK">The size of the head's query and key.</param>
    public static AttentionWeights Of(AttentionWeights weights, int dModel, int contextWidth, int dK) =>
        Merge<AttentionWeights, float>(weights, dModel, contextWidth, dK);

    /// <inheritdoc cref="Of(AttentionWeights, int, int, int)"/>
    public static AttentionWeights<double> Of(AttentionWeights<double> weights, int dModel, int contextWidth, int dK) =>
        Merge<AttentionWeights<double>, double>(weights, dModel, contextWidth, dK);

    private static TWeights Merge<TWeights, T>(TWeights weights, int dModel, int contextWidth, int dK)
        where TWeights : AttentionWeights<T>, new()
        where T : unmanaged, INumber<T>
    {
        ArgumentNullException.ThrowIfNull(weights);
        bool byInput = weights.Layout == WeightLayout.InputByOutput;
        double[] query = Rows(weights.Query.Span, dModel, dK, byInput);
        double[] key = Rows(weights.Key.Span, contextWidth, dK, byInput);
        var matrix = new T[dModel * contextWidth];
        for (int input = 0; input < dModel; input++)
        {
            for (int output = 0; output < contextWidth; output++)
            {
                T number = T.CreateTruncating(Dot(query.AsSpan(input * dK, dK), key.AsSpan(output * dK, dK)));
                matrix[byInput ? (input * contextWidth) + output : (output * dModel) + input] = number;
            }
        }

        return new TWeights
        {
            Query = matrix,
            QueryBias = weights.QueryBias.IsEmpty ? default : Bias(weights.QueryBias.Span, key, contextWidth, dK),
            Value = weights.Value,
            ValueBias = weights.ValueBias,
            Output = weights.Output,
            OutputBias = weights.OutputBias,
            Layout = weights.Layout,
        };
    }

    private static T[] Bias<T>(ReadOnlySpan<T> queryBias, double[] key, int contextWidth, int dK)
        where T : unmanaged, INumber<T>
    {
        double[] bias = Rows(queryBias, 1, dK, byInput: true);
        var merged = new T[contextWidth];
        for (int output = 0; output < contextWidth; output++)
        {
            merged[output] = T.CreateTruncating(Dot(bias, key.AsSpan(output * dK, dK)));
        }

        return merged;
    }

    /// <summary>A matrix as rows of inputs, in double: the product is rounded once.</summary>
    private static double[] Rows<T>(ReadOnlySpan<T> matrix, int inputs, int outputs, bool byInput)
        where T : unmanaged, INumber<T>
    {
        var rows = new double[inputs * outputs];
        for (int input = 0; input < inputs; input++)
        {
            for (int output = 0; output < outputs; output++)
            {
                rows[(input * outputs) + output] =
                    double.CreateTruncating(matrix[byInput ? (input * outputs) + output : (output * inputs) + input]);
            }
        }

        return rows;
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
