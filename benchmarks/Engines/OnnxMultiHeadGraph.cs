using AttnGen.Benchmarks.Onnx;
using AttnGen.Benchmarks.Workloads;

namespace AttnGen.Benchmarks.Engines;

/// <summary>ONNX Runtime's contributed <c>MultiHeadAttention</c>, which its own transformer optimiser writes.</summary>
internal static class OnnxMultiHeadGraph
{
    /// <summary>The engine's column.</summary>
    public static EngineEntry Entry { get; } = OnnxEngine.Entry("ORT MultiHead", Build);

    private static byte[] Build(Workload workload)
    {
        AttentionShape shape = workload.Shape;
        var graph = new OnnxGraph();
        (string query, string key, string value) = OnnxOperands.Add(graph, workload, 1);
        string output = graph.Node(
            "MultiHeadAttention",
            [query, key, value],
            attributes => attributes.Integer("num_heads", shape.Heads).Float("scale", shape.Scale),
            OnnxGraph.ContribDomain);
        graph.Output(output, 1, shape.N, shape.Heads * shape.DV);
        return graph.ToModel();
    }
}
