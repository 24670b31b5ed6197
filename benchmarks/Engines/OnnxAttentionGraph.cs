using AttnGen.Benchmarks.Onnx;
using AttnGen.Benchmarks.Workloads;

namespace AttnGen.Benchmarks.Engines;

/// <summary>ONNX's own <c>Attention</c> operator, there since opset 23.</summary>
internal static class OnnxAttentionGraph
{
    /// <summary>The engine's column.</summary>
    public static EngineEntry Entry { get; } = OnnxEngine.Entry("ORT Attention", Build) with { Computes = static row => row.Whole is null || row.Shape.Causal == CausalAlignment.TopLeft };

    private static byte[] Build(Workload workload)
    {
        AttentionShape shape = workload.Shape;
        var graph = new OnnxGraph();

        // One head lies in memory as [batch, heads, tokens, size] just as well, which spares the operator a transposition.
        ReadOnlySpan<long> leading = shape.Heads == 1 ? [1, 1] : [1];
        (string query, string key, string value) = OnnxOperands.Add(graph, workload, leading);
        string output = graph.Node("Attention", [query, key, value], attributes =>
        {
            attributes.Float("scale", shape.Scale);
            if (shape.Causal == CausalAlignment.TopLeft)
            {
                attributes.Integer("is_causal", 1);
            }

            if (shape.Heads > 1)
            {
                attributes.Integer("q_num_heads", shape.Heads).Integer("kv_num_heads", shape.KeyValueHeads);
            }
        });
        graph.Output(output, [.. leading, shape.N, shape.Heads * shape.DV]);
        return graph.ToModel();
    }
}
