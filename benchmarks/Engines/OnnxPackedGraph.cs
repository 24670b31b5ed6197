using AttnGen.Benchmarks.Onnx;
using AttnGen.Benchmarks.Tables;
using AttnGen.Benchmarks.Workloads;

namespace AttnGen.Benchmarks.Engines;

/// <summary>
/// ONNX Runtime's contributed <c>Attention</c>, the whole layer in one operator: it takes X and the three weight matrices side by side.
/// On the smallest layers it is the fastest of the graphs, since one operator is called.
/// </summary>
internal static class OnnxPackedGraph
{
    /// <summary>The engine's column; without projections there is nothing to pack.</summary>
    public static EngineEntry Entry { get; } =
        OnnxEngine.Entry("ORT packed", Build) with { Computes = static row => row.Form == AttentionForm.WithProjections };

    private static byte[] Build(Workload workload)
    {
        AttentionShape shape = workload.Shape;
        int keys = shape.Heads * shape.DK;
        int values = shape.Heads * shape.DV;
        int width = keys + keys + values;
        var graph = new OnnxGraph();
        string x = graph.Input(OnnxOperands.X, 1, shape.N, shape.DModel);
        string weights = graph.Constant(SideBySide(workload.Weights, shape.DModel, keys, values), shape.DModel, width);

        // The operator insists on a bias.
        string bias = graph.Constant(new float[width].AsSpan(), width);
        string output = graph.Node(
            "Attention",
            [x, weights, bias],
            attributes => attributes
                .Integer("num_heads", shape.Heads)
                .Float("scale", shape.Scale)
                .Integers("qkv_hidden_sizes", keys, keys, values),
            OnnxGraph.ContribDomain);
        graph.Output(output, 1, shape.N, values);
        return graph.ToModel();
    }

    private static ReadOnlySpan<float> SideBySide(AttentionWeights weights, int rows, int keys, int values)
    {
        var packed = new List<float>(rows * (keys + keys + values));
        for (int row = 0; row < rows; row++)
        {
            packed.AddRange(weights.Query.Span.Slice(row * keys, keys));
            packed.AddRange(weights.Key.Span.Slice(row * keys, keys));
            packed.AddRange(weights.Value.Span.Slice(row * values, values));
        }

        return packed.ToArray();
    }
}
