namespace AttnGen;

/// <summary>The learned matrices of one attention layer, in floats.</summary>
public sealed class AttentionWeights : AttentionWeights<float>
{
    /// <summary>
    /// Untrained weights for a shape, uniform in ±√(6 / (in + out)) (Glorot and Bengio, 2010), biases uniform in ±0.1: the same floats
    /// for the same seed on every machine.
    /// </summary>
    /// <param name="shape">The shape to make weights for.</param>
    /// <param name="seed">Any number.</param>
    /// <returns>Weights in <see cref="WeightLayout.InputByOutput"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="shape"/> is null.</exception>
    /// <exception cref="OverflowException">A matrix of the shape has more floats than a span holds.</exception>
    public static AttentionWeights CreateRandom(AttentionShape shape, int seed)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var random = new SeededUniform(seed);
        int queries = shape.Heads * shape.DK;
        int keys = shape.KeyValueHeads * shape.DK;
        int values = shape.KeyValueHeads * shape.DV;
        return new AttentionWeights
        {
            Query = random.Matrix(shape.DModel, queries),
            Key = random.Matrix(shape.ContextWidth, keys),
            Value = random.Matrix(shape.ContextWidth, values),
            Output = shape.OutputProjection ? random.Matrix(shape.Heads * shape.DV, shape.OutputWidth) : default,
            QueryBias = shape.Bias ? random.Vector(queries, 0.1) : default,
            KeyBias = shape.Bias ? random.Vector(keys, 0.1) : default,
            ValueBias = shape.Bias ? random.Vector(values, 0.1) : default,
            OutputBias = shape.Bias && shape.OutputProjection ? random.Vector(shape.OutputWidth, 0.1) : default,
            RelativeBias = shape.RelativeBias ? random.Vector(shape.RelativeBiasLength, 1) : default,
            Sink = shape.Sink == SinkKind.Learned ? random.Vector(shape.Heads, 1) : default,
        };
    }

    /// <summary>The same numbers as doubles, for a kernel of <see cref="ElementType.Float64"/>.</summary>
    /// <returns>The weights, in the same layout.</returns>
    public AttentionWeights<double> InDouble() => new()
    {
        Query = Widen(Query),
        Key = Widen(Key),
        Value = Widen(Value),
        Output = Widen(Output),
        QueryBias = Widen(QueryBias),
        KeyBias = Widen(KeyBias),
        ValueBias = Widen(ValueBias),
        OutputBias = Widen(OutputBias),
        RelativeBias = Widen(RelativeBias),
        Sink = Widen(Sink),
        Layout = Layout,
    };

    private static double[] Widen(ReadOnlyMemory<float> floats) => Array.ConvertAll(floats.ToArray(), number => (double)number);
}
