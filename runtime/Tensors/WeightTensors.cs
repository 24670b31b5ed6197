using System.Numerics.Tensors;

namespace AttnGen;

/// <summary>
/// The learned matrices of one attention layer as tensors: <see cref="AttentionWeights"/> with dimensions. They are copied, so they may
/// be views of larger tensors, and may change afterwards.
/// </summary>
/// <example>
/// <code>
/// AttentionWeights weights = new WeightTensors { Query = query, Key = key, Value = value, Output = output }.ToWeights(Encoder.Shape);
/// </code>
/// </example>
public readonly ref struct WeightTensors
{
    /// <summary>W_Q: [dModel, heads·dK].</summary>
    public ReadOnlyTensorSpan<float> Query { get; init; }

    /// <summary>W_K: [contextWidth, keyValueHeads·dK] (contextWidth is dModel in self-attention).</summary>
    public ReadOnlyTensorSpan<float> Key { get; init; }

    /// <summary>W_V: [contextWidth, keyValueHeads·dV].</summary>
    public ReadOnlyTensorSpan<float> Value { get; init; }

    /// <summary>W_O: [heads·dV, outputWidth]; only for shapes with the output projection.</summary>
    public ReadOnlyTensorSpan<float> Output { get; init; }

    /// <summary>The bias of the query projection, [heads·dK]; empty is zero. Only for shapes with <c>Bias</c>.</summary>
    public ReadOnlyTensorSpan<float> QueryBias { get; init; }

    /// <summary>The bias of the key projection, [keyValueHeads·dK]; empty is zero. Only for shapes with <c>Bias</c>.</summary>
    public ReadOnlyTensorSpan<float> KeyBias { get; init; }

    /// <summary>The bias of the value projection, [keyValueHeads·dV]; empty is zero. Only for shapes with <c>Bias</c>.</summary>
    public ReadOnlyTensorSpan<float> ValueBias { get; init; }

    /// <summary>The bias of the output projection, [outputWidth]; empty is zero. Only for shapes with both.</summary>
    public ReadOnlyTensorSpan<float> OutputBias { get; init; }

    /// <summary>The relative bias, [heads, n + keyValueLength − 1]. Only for shapes with <see cref="AttentionShape.RelativeBias"/>.</summary>
    public ReadOnlyTensorSpan<float> RelativeBias { get; init; }

    /// <summary>The logit without a value of each head, [heads]. Only for shapes with <see cref="SinkKind.Learned"/>.</summary>
    public ReadOnlyTensorSpan<float> Sink { get; init; }

    /// <summary>Whether the four matrices are stored [in, out], as said above (the default), or [out, in].</summary>
    public WeightLayout Layout { get; init; }

    /// <summary>Copies the tensors for a shape.</summary>
    /// <param name="shape">The shape of the kernel.</param>
    /// <returns>Weights in the same layout. What the shape has no use for is in them, too, and the kernel's constructor says so.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="shape"/> is null.</exception>
    /// <exception cref="ArgumentException">A tensor has other dimensions than the shape gives it; the exception has its name.</exception>
    public AttentionWeights ToWeights(AttentionShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        int queries = shape.Heads * shape.DK;
        int keys = shape.KeyValueHeads * shape.DK;
        int values = shape.KeyValueHeads * shape.DV;
        string context = shape.IsCrossAttention ? "contextWidth" : "dModel";
        string keyHeads = shape.KeyValueHeads == shape.Heads ? "heads" : "keyValueHeads";
        return new AttentionWeights
        {
            Query = Matrix(Query, nameof(Query), "dModel", "heads·dK", shape.DModel, queries),
            Key = Matrix(Key, nameof(Key), context, $"{keyHeads}·dK", shape.ContextWidth, keys),
            Value = Matrix(Value, nameof(Value), context, $"{keyHeads}·dV", shape.ContextWidth, values),
            Output = Output.IsEmpty && !shape.OutputProjection
                ? null
                : Matrix(Output, nameof(Output), "heads·dV", "outputWidth", shape.Heads * shape.DV, shape.OutputWidth),
            QueryBias = Optional(QueryBias, nameof(QueryBias), "heads·dK", [queries]),
            KeyBias = Optional(KeyBias, nameof(KeyBias), $"{keyHeads}·dK", [keys]),
            ValueBias = Optional(ValueBias, nameof(ValueBias), $"{keyHeads}·dV", [values]),
            OutputBias = Optional(OutputBias, nameof(OutputBias), "outputWidth", [shape.OutputWidth]),
            RelativeBias = Optional(
                RelativeBias,
                nameof(RelativeBias),
                "heads × (n + keyValueLength − 1)",
                [shape.Heads, shape.N + shape.KeyValueLength - 1]),
            Sink = Optional(Sink, nameof(Sink), "heads", [shape.Heads]),
            Layout = Layout,
        };
    }

    private float[] Matrix(ReadOnlyTensorSpan<float> matrix, string name, string inputs, string outputs, nint inputSize, nint outputSize)
    {
        bool isTransposed = Layout == WeightLayout.OutputByInput;
        string product = isTransposed ? $"{outputs} × {inputs}" : $"{inputs} × {outputs}";
        ReadOnlySpan<nint> expected = isTransposed ? [outputSize, inputSize] : [inputSize, outputSize];
        ReadOnlySpan<nint> reversed = isTransposed ? [inputSize, outputSize] : [outputSize, inputSize];
        string hint = matrix.Lengths.SequenceEqual(reversed)
            ? $" It fits the other way round: set Layout to {(isTransposed ? WeightLayout.InputByOutput : WeightLayout.OutputByInput)}."
            : "";
        Dimensions.Check(matrix.Lengths, name, product, expected, hint);
        return Copy(matrix);
    }

    private static float[]? Optional(ReadOnlyTensorSpan<float> vector, string name, string product, ReadOnlySpan<nint> expected)
    {
        if (vector.IsEmpty)
        {
            return null;
        }

        Dimensions.Check(vector.Lengths, name, product, expected);
        return Copy(vector);
    }

    private static float[] Copy(ReadOnlyTensorSpan<float> tensor)
    {
        var copy = new float[checked((int)tensor.FlattenedLength)];
        tensor.FlattenTo(copy);
        return copy;
    }
}
