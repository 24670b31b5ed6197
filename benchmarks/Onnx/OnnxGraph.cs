namespace AttnGen.Benchmarks.Onnx;

/// <summary>
/// Builds an ONNX model in memory. The field numbers are those of onnx.proto (github.com/onnx/onnx); every tensor is float32 but for the
/// integers that Reshape takes. Each method that adds a tensor returns its name.
/// </summary>
internal sealed class OnnxGraph
{
    /// <summary>The domain of ONNX Runtime's own operators.</summary>
    public const string ContribDomain = "com.microsoft";

    // Opset 23 is the first with Attention, and IR version 11 the one it came with.
    private const int IrVersion = 11;
    private const int Opset = 23;

    private const int FloatType = 1;
    private const int Int64Type = 7;

    private readonly ProtobufWriter _graph = new();
    private int _names;

    /// <summary>An input of the graph.</summary>
    public string Input(string name, params ReadOnlySpan<long> dimensions)
    {
        WriteValue(field: 11, name, dimensions);
        return name;
    }

    /// <summary>Names a tensor as the graph's output.</summary>
    public void Output(string name, params ReadOnlySpan<long> dimensions) => WriteValue(field: 12, name, dimensions);

    /// <summary>A constant tensor of floats.</summary>
    public string Constant(ReadOnlySpan<float> values, params ReadOnlySpan<long> dimensions) =>
        WriteConstant(FloatType, values, dimensions);

    /// <summary>A constant list of integers.</summary>
    public string Constant(params ReadOnlySpan<long> values) => WriteConstant(Int64Type, values, [values.Length]);

    /// <summary>An operator with one output.</summary>
    public string Node(string operation, string[] inputs, Action<OnnxAttributes>? attributes = null, string domain = "")
    {
        string output = NextName();
        _graph.Message(1, node =>
        {
            foreach (string input in inputs)
            {
                node.String(1, input);
            }

            node.String(2, output);
            node.String(3, output + "_" + operation);
            node.String(4, operation);
            attributes?.Invoke(new OnnxAttributes(node));
            node.String(7, domain);
        });
        return output;
    }

    /// <summary>The whole model.</summary>
    public byte[] ToModel()
    {
        _graph.String(2, "attention");
        var model = new ProtobufWriter();
        model.Integer(1, IrVersion);
        model.String(2, "AttnGen.Benchmarks");
        model.Bytes(7, _graph.ToArray());
        WriteOpset(model, string.Empty, Opset);
        WriteOpset(model, ContribDomain, 1);
        return model.ToArray();
    }

    private static void WriteOpset(ProtobufWriter model, string domain, int version) => model.Message(8, opset =>
    {
        opset.String(1, domain);
        opset.Integer(2, version);
    });

    private string WriteConstant<T>(int type, ReadOnlySpan<T> values, ReadOnlySpan<long> dimensions)
        where T : unmanaged
    {
        string name = NextName();
        var tensor = new ProtobufWriter();
        foreach (long dimension in dimensions)
        {
            tensor.Integer(1, dimension);
        }

        tensor.Integer(2, type);
        tensor.String(8, name);
        tensor.Numbers(9, values);
        _graph.Bytes(5, tensor.ToArray());
        return name;
    }

    private void WriteValue(int field, string name, ReadOnlySpan<long> dimensions)
    {
        var shape = new ProtobufWriter();
        foreach (long dimension in dimensions)
        {
            shape.Message(1, d => d.Integer(1, dimension));
        }

        _graph.Message(field, value =>
        {
            value.String(1, name);
            value.Message(2, type => type.Message(1, tensor =>
            {
                tensor.Integer(1, FloatType);
                tensor.Bytes(2, shape.ToArray());
            }));
        });
    }

    private string NextName() => $"t{_names++}";
}
