namespace AttnGen;

/// <summary>
/// Refuses a file that has more of a layer than the kernel would use: the kernel would compute something else than the model that the
/// file was made for, and nothing would say so.
/// </summary>
internal static class IgnoredTensors
{
    private const string WeightEnding = ".weight";
    private const string BiasEnding = ".bias";

    /// <summary>Throws where a tensor of the layer would be ignored.</summary>
    /// <exception cref="InvalidDataException">One would.</exception>
    public static void Refuse(SafetensorsFile file, AttentionShape shape, AttentionTensorNames names)
    {
        string? outputBias = shape.OutputProjection ? names.OutputBias : null;
        if (!shape.Bias)
        {
            Refuse(file, "bias", "Bias = true", names.QueryBias, names.KeyBias, names.ValueBias, names.QueryKeyValueBias, outputBias);
        }

        if (shape.Sink != SinkKind.Learned)
        {
            Refuse(file, "sinks", "Sink = SinkKind.Learned", names.Sink);
        }

        if (!shape.RelativeBias)
        {
            Refuse(file, "relative bias", "RelativeBias = true", names.RelativeBias);
        }

        bool hasBiases = names.QueryKeyValueBias is not null;
        RefuseUnnamed(file, names.QueryKeyValue, hasBiases, nameof(names.QueryKeyValueBias));
        RefuseUnnamed(file, names.Query, hasBiases || names.QueryBias is not null, nameof(names.QueryBias));
        RefuseUnnamed(file, names.Key, hasBiases || names.KeyBias is not null, nameof(names.KeyBias));
        RefuseUnnamed(file, names.Value, hasBiases || names.ValueBias is not null, nameof(names.ValueBias));
        RefuseUnnamed(file, shape.OutputProjection ? names.Output : null, names.OutputBias is not null, nameof(names.OutputBias));
    }

    private static void Refuse(SafetensorsFile file, string what, string property, params ReadOnlySpan<string?> names)
    {
        foreach (string? name in names)
        {
            if (name is not null && file.TryGetTensor(name, out _))
            {
                throw new InvalidDataException(
                    $"The file has the {what} {Shown.Name(name)}, but the shape does not use it: set {property} in its attribute.");
            }
        }
    }

    /// <summary>A matrix's bias has the matrix's name with another ending in every usual model, as in a Llama that was given biases.</summary>
    private static void RefuseUnnamed(SafetensorsFile file, string? matrix, bool hasBias, string property)
    {
        if (!hasBias
            && matrix is not null
            && matrix.EndsWith(WeightEnding, StringComparison.Ordinal)
            && file.TryGetTensor(matrix[..^WeightEnding.Length] + BiasEnding, out SafetensorsTensor? bias))
        {
            throw new InvalidDataException(
                $"The file has {Shown.Name(bias.Name)} beside {Shown.Name(matrix)}, but the names do not: set {property}.");
        }
    }
}
