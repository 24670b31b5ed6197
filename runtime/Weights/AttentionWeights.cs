namespace AttnGen;

/// <summary>
/// The learned matrices of one attention layer. A kernel's constructor packs them once; later changes of the memory behind them are not
/// seen by the kernel.
/// </summary>
/// <remarks>
/// The columns of the heads lie side by side: head h owns columns h·dK … (h+1)·dK − 1 of <see cref="Query"/>, and a head of keys and
/// values those of <see cref="Key"/>, and h·dV … of <see cref="Value"/>.
/// </remarks>
public sealed class AttentionWeights
{
    /// <summary>W_Q: dModel × heads·dK.</summary>
    public ReadOnlyMemory<float> Query { get; init; }

    /// <summary>W_K: contextWidth × keyValueHeads·dK (contextWidth is dModel in self-attention).</summary>
    public ReadOnlyMemory<float> Key { get; init; }

    /// <summary>W_V: contextWidth × keyValueHeads·dV.</summary>
    public ReadOnlyMemory<float> Value { get; init; }

    /// <summary>W_O: heads·dV × outputWidth; only for shapes with the output projection.</summary>
    public ReadOnlyMemory<float> Output { get; init; }

    /// <summary>The bias of the query projection, heads·dK floats; empty is zero. Only for shapes with <c>Bias</c>.</summary>
    public ReadOnlyMemory<float> QueryBias { get; init; }

    /// <summary>The bias of the key projection, keyValueHeads·dK floats; empty is zero. Only for shapes with <c>Bias</c>.</summary>
    public ReadOnlyMemory<float> KeyBias { get; init; }

    /// <summary>The bias of the value projection, keyValueHeads·dV floats; empty is zero. Only for shapes with <c>Bias</c>.</summary>
    public ReadOnlyMemory<float> ValueBias { get; init; }

    /// <summary>The bias of the output projection, outputWidth floats; empty is zero. Only for shapes with both.</summary>
    public ReadOnlyMemory<float> OutputBias { get; init; }

    /// <summary>
    /// The relative bias, heads × (n + keyValueLength − 1): query i and key j take number j − i + n − 1 of their head. Only for shapes with
    /// <see cref="AttentionShape.RelativeBias"/>.
    /// </summary>
    public ReadOnlyMemory<float> RelativeBias { get; init; }

    /// <summary>The logit without a value of each head. Only for shapes with <see cref="SinkKind.Learned"/>.</summary>
    public ReadOnlyMemory<float> Sink { get; init; }

    /// <summary>Whether the matrices are stored [in, out] (the default) or [out, in].</summary>
    public WeightLayout Layout { get; init; }

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
}
