using System.Collections.Immutable;

namespace AttnGen;

/// <summary>Reads the weights of one attention layer out of a file, each tensor held against the shape.</summary>
internal sealed class AttentionTensorReader
{
    private readonly SafetensorsFile _file;
    private readonly AttentionShape _shape;
    private readonly AttentionTensorNames _names;

    // Each side of a matrix as the words and the number that a message gives.
    private readonly Side _model;
    private readonly Side _context;
    private readonly Side _queries;
    private readonly Side _keys;
    private readonly Side _values;
    private readonly Side _fused;
    private readonly Side _heads;
    private readonly Side _result;

    public AttentionTensorReader(SafetensorsFile file, AttentionShape shape, AttentionTensorNames names)
    {
        ReferenceArguments.CheckShape(shape);
        _file = file;
        _shape = shape;
        _names = names;
        _model = new Side("dModel", shape.DModel);
        _context = new Side(shape.IsCrossAttention ? "contextWidth" : "dModel", shape.ContextWidth);
        _queries = new Side("heads·dK", (long)shape.Heads * shape.DK);
        string keyHeads = shape.KeyValueHeads == shape.Heads ? "heads" : "keyValueHeads";
        _keys = new Side(keyHeads + "·dK", (long)shape.KeyValueHeads * shape.DK);
        _values = new Side(keyHeads + "·dV", (long)shape.KeyValueHeads * shape.DV);
        _fused = new Side($"{_queries.Name} + {_keys.Name} + {_values.Name}", _queries.Size + _keys.Size + _values.Size);
        _heads = new Side("heads·dV", (long)shape.Heads * shape.DV);
        _result = new Side("outputWidth", shape.OutputWidth);
    }

    /// <summary>Reads them all.</summary>
    public AttentionWeights Read()
    {
        AttentionTensorNamesCheck.Run(_names);
        IgnoredTensors.Refuse(_file, _shape, _names);
        (float[] query, float[] key, float[] value) = Projections();
        (float[]? queryBias, float[]? keyBias, float[]? valueBias) = _shape.Bias ? Biases() : default;
        return new AttentionWeights
        {
            Query = query,
            Key = key,
            Value = value,
            Output = _shape.OutputProjection ? Matrix(nameof(_names.Output), _names.Output, _heads, _result) : null,
            QueryBias = queryBias,
            KeyBias = keyBias,
            ValueBias = valueBias,
            OutputBias = _shape is { Bias: true, OutputProjection: true } ? Bias(_names.OutputBias, _result) : null,
            Sink = _shape.Sink == SinkKind.Learned ? Needed(nameof(_names.Sink), _names.Sink, new Side("heads", _shape.Heads)) : null,
            RelativeBias = _shape.RelativeBias
                ? Needed(
                    nameof(_names.RelativeBias),
                    _names.RelativeBias,
                    new Side("heads", _shape.Heads),
                    new Side("n + keyValueLength − 1", (long)_shape.N + _shape.KeyValueLength - 1))
                : null,
            Layout = _names.Layout,
        };
    }

    private (float[] Query, float[] Key, float[] Value) Projections()
    {
        if (_names.QueryKeyValue is not { } fused)
        {
            return (
                Matrix(nameof(_names.Query), _names.Query, _model, _queries),
                Matrix(nameof(_names.Key), _names.Key, _context, _keys),
                Matrix(nameof(_names.Value), _names.Value, _context, _values));
        }

        if (_context.Size != _model.Size)
        {
            throw AttentionTensorNamesCheck.Wrong(
                $"'{fused}' cannot hold W_Q, W_K and W_V side by side: "
                + $"the shape's dModel is {_model.Size}, its contextWidth {_context.Size}.");
        }

        return Parts(Oriented(fused, _model, _fused), _shape.DModel);
    }

    private (float[]? Query, float[]? Key, float[]? Value) Biases() => _names.QueryKeyValueBias is { } fused
        ? Parts(Tensor(fused, _fused), inputs: 1)
        : (Bias(_names.QueryBias, _queries), Bias(_names.KeyBias, _keys), Bias(_names.ValueBias, _values));

    private (float[] Query, float[] Key, float[] Value) Parts(SafetensorsTensor tensor, int inputs)
    {
        (FusedPart query, FusedPart key, FusedPart value) = FusedPart.Of(_shape, _names.QueryKeyValueOrder);
        WeightLayout layout = _names.Layout;
        return (query.Read(tensor, inputs, layout), key.Read(tensor, inputs, layout), value.Read(tensor, inputs, layout));
    }

    private float[] Matrix(string part, string? name, Side inputs, Side outputs) =>
        Oriented(Required(part, name), inputs, outputs).ReadFloats();

    private float[] Needed(string part, string? name, params ReadOnlySpan<Side> sides) => Tensor(Required(part, name), sides).ReadFloats();

    private static string Required(string part, string? name) =>
        name ?? throw AttentionTensorNamesCheck.Wrong($"{part} has no name, but the shape needs it.");

    private float[]? Bias(string? name, Side side) => name is null ? null : Tensor(name, side).ReadFloats();

    private SafetensorsTensor Oriented(string name, Side inputs, Side outputs) =>
        _names.Layout == WeightLayout.OutputByInput ? Tensor(name, outputs, inputs) : Tensor(name, inputs, outputs);

    private SafetensorsTensor Tensor(string name, params ReadOnlySpan<Side> sides)
    {
        SafetensorsTensor tensor = _file.GetTensor(name);
        ImmutableArray<Side> expected = [.. sides];
        ImmutableArray<long> sizes = [.. expected.Select(side => side.Size)];
        if (tensor.Shape.SequenceEqual(sizes))
        {
            return tensor;
        }

        string words = string.Join(" × ", expected.Select(side => side.Name));
        string hint = sizes.Length == 2 && tensor.Shape.Reverse().SequenceEqual(sizes)
            ? $" It fits the other way round: set Layout to {Transposed}."
            : string.Empty;
        throw new InvalidDataException(
            $"Tensor {Shown.Name(name)} must have the shape {Shown.Sizes(sizes)}, {words}, for this kernel, "
            + $"but has {Shown.Sizes(tensor.Shape)}.{hint}");
    }

    private WeightLayout Transposed =>
        _names.Layout == WeightLayout.OutputByInput ? WeightLayout.InputByOutput : WeightLayout.OutputByInput;

    /// <summary>One side of a matrix.</summary>
    /// <param name="Name">What it is a multiple of, in the field's words.</param>
    /// <param name="Size">How long it is.</param>
    private readonly record struct Side(string Name, long Size);
}
