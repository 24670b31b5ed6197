namespace AttnGen.Tests.Kernels.Problems;

/// <summary>Weights made from other weights.</summary>
internal static class WeightTools
{
    /// <summary>The same weights but for the parts that are given.</summary>
    public static AttentionWeights With(
        AttentionWeights weights,
        ReadOnlyMemory<float>? query = null,
        ReadOnlyMemory<float>? key = null,
        ReadOnlyMemory<float>? value = null,
        ReadOnlyMemory<float>? output = null,
        ReadOnlyMemory<float>? queryBias = null,
        ReadOnlyMemory<float>? keyBias = null,
        ReadOnlyMemory<float>? valueBias = null,
        ReadOnlyMemory<float>? outputBias = null,
        WeightLayout? layout = null,
        ReadOnlyMemory<float>? relativeBias = null) => new()
    {
        Query = query ?? weights.Query,
        Key = key ?? weights.Key,
        Value = value ?? weights.Value,
        Output = output ?? weights.Output,
        QueryBias = queryBias ?? weights.QueryBias,
        KeyBias = keyBias ?? weights.KeyBias,
        ValueBias = valueBias ?? weights.ValueBias,
        OutputBias = outputBias ?? weights.OutputBias,
        RelativeBias = relativeBias ?? weights.RelativeBias,
        Sink = weights.Sink,
        Layout = layout ?? weights.Layout,
    };

    /// <summary>A copy in memory of its own, which is also given as arrays.</summary>
    public static AttentionWeights Copy(AttentionWeights weights, out float[][] memory)
    {
        memory =
        [
            weights.Query.ToArray(), weights.Key.ToArray(), weights.Value.ToArray(), weights.Output.ToArray(),
            weights.QueryBias.ToArray(), weights.KeyBias.ToArray(), weights.ValueBias.ToArray(), weights.OutputBias.ToArray(),
        ];
        return With(weights, memory[0], memory[1], memory[2], memory[3], memory[4], memory[5], memory[6], memory[7]);
    }

    /// <summary>The same matrices, stored [out, in].</summary>
    public static AttentionWeights Transposed(AttentionShape shape, AttentionWeights weights) => With(
        weights,
        query: Transpose(weights.Query.Span, shape.DModel),
        key: Transpose(weights.Key.Span, shape.ContextWidth),
        value: Transpose(weights.Value.Span, shape.ContextWidth),
        output: Transpose(weights.Output.Span, shape.Heads * shape.DV),
        layout: WeightLayout.OutputByInput);

    /// <summary>A matrix of so many rows with its rows as columns.</summary>
    public static float[] Transpose(ReadOnlySpan<float> matrix, int rows)
    {
        var transposed = new float[matrix.Length];
        int columns = matrix.Length / rows;
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                transposed[(column * rows) + row] = matrix[(row * columns) + column];
            }
        }

        return transposed;
    }
}
