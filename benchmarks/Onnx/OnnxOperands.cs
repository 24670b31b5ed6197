using AttnGen.Benchmarks.Tables;
using AttnGen.Benchmarks.Workloads;

namespace AttnGen.Benchmarks.Onnx;

/// <summary>How all graphs begin: Q, K and V either are inputs, or products of the input X and constant weights.</summary>
internal static class OnnxOperands
{
    /// <summary>The name of the input X.</summary>
    public const string X = "x";

    private const string Query = "query";
    private const string Key = "key";
    private const string Value = "value";

    /// <summary>Adds the row's operands to a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="workload">The row's operands.</param>
    /// <param name="leading">
    /// The dimensions before [tokens, width], all 1: they cost nothing, and save a Reshape where an operator wants them.
    /// </param>
    /// <returns>The names of Q, K and V, each [leading, tokens, heads·size].</returns>
    public static (string Query, string Key, string Value) Add(OnnxGraph graph, Workload workload, params ReadOnlySpan<long> leading)
    {
        AttentionShape shape = workload.Shape;
        int keys = shape.Heads * shape.DK;
        int values = shape.Heads * shape.DV;
        if (workload.Form == AttentionForm.Alone)
        {
            return (
                graph.Input(Query, [.. leading, shape.N, keys]),
                graph.Input(Key, [.. leading, shape.KeyValueLength, keys]),
                graph.Input(Value, [.. leading, shape.KeyValueLength, values]));
        }

        string x = graph.Input(X, [.. leading, shape.N, shape.DModel]);
        AttentionWeights weights = workload.Weights;
        return (
            graph.Node("MatMul", [x, graph.Constant(weights.Query.Span, shape.DModel, keys)]),
            graph.Node("MatMul", [x, graph.Constant(weights.Key.Span, shape.DModel, keys)]),
            graph.Node("MatMul", [x, graph.Constant(weights.Value.Span, shape.DModel, values)]));
    }

    /// <summary>The memory behind an input of a graph.</summary>
    public static AlignedBuffer Memory(Workload workload, string input) => input switch
    {
        X => workload.X,
        Query => workload.Query,
        Key => workload.Key,
        Value => workload.Value,
        _ => throw new ArgumentOutOfRangeException(nameof(input), input, "No graph has an input of this name."),
    };
}
