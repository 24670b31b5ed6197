namespace AttnGen.Benchmarks.Onnx;

/// <summary>The attributes of one operator.</summary>
internal sealed class OnnxAttributes(ProtobufWriter node)
{
    private const int FloatType = 1;
    private const int IntegerType = 2;
    private const int IntegersType = 7;

    /// <summary>A float.</summary>
    public OnnxAttributes Float(string name, double value) => Write(name, FloatType, attribute => attribute.Float(2, (float)value));

    /// <summary>An integer.</summary>
    public OnnxAttributes Integer(string name, long value) => Write(name, IntegerType, attribute => attribute.Integer(3, value));

    /// <summary>A list of integers.</summary>
    public OnnxAttributes Integers(string name, params long[] values) => Write(name, IntegersType, attribute =>
    {
        foreach (long value in values)
        {
            attribute.Integer(8, value);
        }
    });

    private OnnxAttributes Write(string name, int type, Action<ProtobufWriter> value)
    {
        node.Message(5, attribute =>
        {
            attribute.String(1, name);
            value(attribute);
            attribute.Integer(20, type);
        });
        return this;
    }
}
