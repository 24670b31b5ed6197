using AttnGen.Tests.Kernels.Problems;

namespace AttnGen.Tests.Runtime.Safetensors;

/// <summary>Writes the weights of a layer as a model's file has them.</summary>
internal static class AttentionTensorWriter
{
    /// <summary>Adds row-major [in, out] weights under the names, and in the layout and order, of a table.</summary>
    public static void Write(
        SafetensorsBuilder builder, AttentionShape shape, AttentionWeights weights, AttentionTensorNames names, string type = "F32")
    {
        bool transposed = names.Layout == WeightLayout.OutputByInput;
        int groups = names.QueryKeyValueOrder == FusedOrder.HeadByHead ? shape.KeyValueHeads : 1;
        Matrix(names.Query, weights.Query, shape.DModel);
        Matrix(names.Key, weights.Key, shape.ContextWidth);
        Matrix(names.Value, weights.Value, shape.ContextWidth);
        Matrix(names.Output, weights.Output, shape.Heads * shape.DV);
        Vector(names.QueryBias, weights.QueryBias);
        Vector(names.KeyBias, weights.KeyBias);
        Vector(names.ValueBias, weights.ValueBias);
        Vector(names.OutputBias, weights.OutputBias);
        Vector(names.Sink, weights.Sink);
        if (names.QueryKeyValue is not null)
        {
            Matrix(names.QueryKeyValue, SideBySide(shape.DModel, groups, weights.Query, weights.Key, weights.Value), shape.DModel);
        }

        if (names.QueryKeyValueBias is not null)
        {
            Vector(names.QueryKeyValueBias, SideBySide(1, groups, weights.QueryBias, weights.KeyBias, weights.ValueBias));
        }

        if (names.RelativeBias is not null && shape.RelativeBias)
        {
            builder.Floats(names.RelativeBias, type, weights.RelativeBias.Span, shape.Heads, shape.N + shape.KeyValueLength - 1);
        }

        void Matrix(string? name, ReadOnlyMemory<float> matrix, int inputs)
        {
            if (name is not null && !matrix.IsEmpty)
            {
                int outputs = matrix.Length / inputs;
                builder.Floats(
                    name,
                    type,
                    transposed ? WeightTools.Transpose(matrix.Span, inputs) : matrix.Span,
                    transposed ? [outputs, inputs] : [inputs, outputs]);
            }
        }

        void Vector(string? name, ReadOnlyMemory<float> vector)
        {
            if (name is not null && !vector.IsEmpty)
            {
                builder.Floats(name, type, vector.Span, vector.Length);
            }
        }
    }

    /// <summary>Row by row the columns of the matrices: in so many groups, a group of each in turn.</summary>
    private static float[] SideBySide(int rows, int groups, params ReadOnlyMemory<float>[] matrices) =>
    [
        .. Enumerable.Range(0, rows * groups).SelectMany(group => matrices.SelectMany(matrix =>
        {
            int length = matrix.Length / (rows * groups);
            return matrix.Slice(group * length, length).ToArray();
        })),
    ];
}
