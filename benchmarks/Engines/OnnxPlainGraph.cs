using AttnGen.Benchmarks.Onnx;
using AttnGen.Benchmarks.Workloads;

namespace AttnGen.Benchmarks.Engines;

/// <summary>
/// The graph that an exporter writes from the formula: MatMul, Mul, Softmax, MatMul, and around them the Reshape and Transpose that
/// several heads need. ONNX Runtime fuses the transposition of K and the scale into the product.
/// </summary>
internal static class OnnxPlainGraph
{
    /// <summary>The engine's column.</summary>
    public static EngineEntry Entry { get; } = OnnxEngine.Entry("ORT plain", Build);

    private static byte[] Build(Workload workload)
    {
        var graph = new OnnxGraph();
        return workload.Shape.Heads == 1 ? OneHead(graph, workload) : SeveralHeads(graph, workload);
    }

    private static byte[] OneHead(OnnxGraph graph, Workload workload)
    {
        AttentionShape shape = workload.Shape;
        (string query, string key, string value) = OnnxOperands.Add(graph, workload);
        string keyColumns = Transpose(graph, key, 1, 0);
        string output = Attend(graph, shape, query, keyColumns, value);
        graph.Output(output, shape.N, shape.DV);
        return graph.ToModel();
    }

    private static byte[] SeveralHeads(OnnxGraph graph, Workload workload)
    {
        AttentionShape shape = workload.Shape;
        (string query, string key, string value) = OnnxOperands.Add(graph, workload, 1);
        string queries = Transpose(graph, Split(graph, query, shape.N, shape.Heads, shape.DK), 0, 2, 1, 3);
        string keyColumns = Transpose(graph, Split(graph, key, shape.KeyValueLength, shape.Heads, shape.DK), 0, 2, 3, 1);
        string values = Transpose(graph, Split(graph, value, shape.KeyValueLength, shape.Heads, shape.DV), 0, 2, 1, 3);

        string heads = Transpose(graph, Attend(graph, shape, queries, keyColumns, values), 0, 2, 1, 3);
        string output = graph.Node("Reshape", [heads, graph.Constant(1, shape.N, shape.Heads * shape.DV)]);
        graph.Output(output, 1, shape.N, shape.Heads * shape.DV);
        return graph.ToModel();
    }

    private static string Attend(OnnxGraph graph, AttentionShape shape, string query, string keyColumns, string value)
    {
        string products = graph.Node("MatMul", [query, keyColumns]);
        string scores = graph.Node("Mul", [products, graph.Constant([(float)shape.Scale], [])]);
        string weights = graph.Node("Softmax", [scores], attributes => attributes.Integer("axis", -1));
        return graph.Node("MatMul", [weights, value]);
    }

    private static string Split(OnnxGraph graph, string operand, long tokens, long heads, long size) =>
        graph.Node("Reshape", [operand, graph.Constant(1, tokens, heads, size)]);

    private static string Transpose(OnnxGraph graph, string operand, params long[] permutation) =>
        graph.Node("Transpose", [operand], attributes => attributes.Integers("perm", permutation));
}
