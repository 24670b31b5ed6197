namespace AttnGen;

/// <summary>Holds weights against a shape and names the first that does not fit.</summary>
internal static class WeightsCheck
{
    // The argument is named as the caller of the kernel's constructor knows it, not as the helpers below do.
#pragma warning disable CA2208
    private const string Argument = "weights";

    /// <summary>Throws unless every matrix and bias has exactly the length that the shape asks for.</summary>
    /// <exception cref="ArgumentException">A length is wrong, or a matrix or bias is given that the shape would ignore.</exception>
    public static void Against<TNumber>(AttentionShape shape, AttentionWeights<TNumber> weights)
        where TNumber : unmanaged
    {
        ArgumentNullException.ThrowIfNull(weights);
        int queries = shape.Heads * shape.DK;
        int keys = shape.KeyValueHeads * shape.DK;
        int values = shape.KeyValueHeads * shape.DV;
        string context = shape.IsCrossAttention ? "contextWidth" : "dModel";
        string keyHeads = shape.KeyValueHeads == shape.Heads ? "heads" : "keyValueHeads";

        Matrix(weights.Query, nameof(weights.Query), "dModel × heads·dK", shape.DModel, queries);
        Matrix(weights.Key, nameof(weights.Key), $"{context} × {keyHeads}·dK", shape.ContextWidth, keys);
        Matrix(weights.Value, nameof(weights.Value), $"{context} × {keyHeads}·dV", shape.ContextWidth, values);
        if (shape.OutputProjection)
        {
            Matrix(weights.Output, nameof(weights.Output), "heads·dV × outputWidth", shape.Heads * shape.DV, shape.OutputWidth);
        }
        else
        {
            Absent(weights.Output, nameof(weights.Output), "OutputProjection = true");
        }

        Bias(weights.QueryBias, nameof(weights.QueryBias), "heads·dK", queries, shape.Bias, "Bias = true");
        Bias(weights.KeyBias, nameof(weights.KeyBias), $"{keyHeads}·dK", keys, shape.Bias, "Bias = true");
        Bias(weights.ValueBias, nameof(weights.ValueBias), $"{keyHeads}·dV", values, shape.Bias, "Bias = true");
        Bias(
            weights.OutputBias,
            nameof(weights.OutputBias),
            "outputWidth",
            shape.OutputWidth,
            shape.Bias && shape.OutputProjection,
            "Bias = true and OutputProjection = true");
        Vector(
            weights.RelativeBias,
            nameof(weights.RelativeBias),
            "heads × (n + keyValueLength − 1)",
            shape.RelativeBias ? shape.RelativeBiasLength : 0,
            shape.RelativeBias,
            "RelativeBias = true");
        Vector(weights.Sink, nameof(weights.Sink), "heads", shape.Heads, shape.Sink == SinkKind.Learned, "Sink = SinkKind.Learned");
        if (weights.Layout is not (WeightLayout.InputByOutput or WeightLayout.OutputByInput))
        {
            throw new ArgumentException($"Layout {(int)weights.Layout} is no WeightLayout.", Argument);
        }
    }

    private static void Matrix<TNumber>(ReadOnlyMemory<TNumber> matrix, string name, string product, int rows, int columns)
        where TNumber : unmanaged
    {
        if (matrix.Length != (long)rows * columns)
        {
            throw new ArgumentException(
                $"{name} must hold {product} = {rows} × {columns} = {(long)rows * columns} {Unit<TNumber>()}, but holds {matrix.Length}.", Argument);
        }
    }

    private static void Bias<TNumber>(ReadOnlyMemory<TNumber> bias, string name, string product, int length, bool allowed, string needed)
        where TNumber : unmanaged
    {
        if (!allowed)
        {
            Absent(bias, name, needed);
        }
        else if (!bias.IsEmpty && bias.Length != length)
        {
            throw new ArgumentException($"{name} must hold {product} = {length} {Unit<TNumber>()} or none, but holds {bias.Length}.", Argument);
        }
    }

    private static void Vector<TNumber>(ReadOnlyMemory<TNumber> vector, string name, string product, int length, bool needed, string property)
        where TNumber : unmanaged
    {
        if (!needed)
        {
            Absent(vector, name, property);
        }
        else if (vector.Length != length)
        {
            throw new ArgumentException($"{name} must hold {product} = {length} {Unit<TNumber>()}, but holds {vector.Length}.", Argument);
        }
    }

    private static void Absent<TNumber>(ReadOnlyMemory<TNumber> given, string name, string needed)
        where TNumber : unmanaged
    {
        if (!given.IsEmpty)
        {
            throw new ArgumentException($"{name} is given, but the shape does not use it: set {needed} in its attribute.", Argument);
        }
    }

    private static string Unit<TNumber>() => typeof(TNumber) == typeof(float) ? "floats" : "doubles";
}
