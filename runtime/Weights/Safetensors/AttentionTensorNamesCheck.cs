namespace AttnGen;

/// <summary>Says what is wrong with a table of names before a file is asked for any of them.</summary>
internal static class AttentionTensorNamesCheck
{
    /// <summary>An exception about the names, <c>names</c> as the user's call has them.</summary>
#pragma warning disable CA2208 // The argument of the method that the user calls.
    public static ArgumentException Wrong(string message) => new(message, "names");
#pragma warning restore CA2208

    /// <summary>Throws where the table contradicts itself or a name still waits for its layer.</summary>
    /// <exception cref="ArgumentException">It does.</exception>
    public static void Run(AttentionTensorNames names)
    {
        if (names.Layout is not (WeightLayout.InputByOutput or WeightLayout.OutputByInput))
        {
            throw Wrong($"Layout {(int)names.Layout} is no WeightLayout.");
        }

        if (names.QueryKeyValueOrder is not (FusedOrder.MatrixByMatrix or FusedOrder.HeadByHead))
        {
            throw Wrong($"QueryKeyValueOrder {(int)names.QueryKeyValueOrder} is no FusedOrder.");
        }

        if (names.QueryKeyValue is not null && (names.Query ?? names.Key ?? names.Value) is { } matrix)
        {
            throw Wrong(
                $"The names have both QueryKeyValue, '{names.QueryKeyValue}', and '{matrix}', which would be a part of it: "
                + "set one to null.");
        }

        if (names.QueryKeyValueBias is not null && (names.QueryBias ?? names.KeyBias ?? names.ValueBias) is { } bias)
        {
            throw Wrong(
                $"The names have both QueryKeyValueBias, '{names.QueryKeyValueBias}', and '{bias}', which would be a part of it: "
                + "set one to null.");
        }

        if (names.All.FirstOrDefault(name => name.Contains(AttentionTensorNames.Layer, StringComparison.Ordinal)) is { } waiting)
        {
            throw Wrong($"The name '{waiting}' holds {AttentionTensorNames.Layer}: call ForLayer to put the number of the layer in.");
        }
    }
}
