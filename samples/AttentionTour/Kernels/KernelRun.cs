using AttentionTour.Numbers;
using AttnGen;

namespace AttentionTour.Kernels;

/// <summary>What a kernel returned.</summary>
/// <param name="Output">The output: a row a query.</param>
/// <param name="Weights">The attention weights: a row a query, a column a key; the heads one below the other.</param>
internal sealed record KernelRun(Matrix Output, Matrix Weights)
{
    /// <summary>Calls any generated kernel on matrices.</summary>
    /// <typeparam name="TKernel">The kernel.</typeparam>
    /// <param name="weights">Its weights.</param>
    /// <param name="x">X: n × dModel.</param>
    /// <param name="context">The context of cross-attention: keyValueLength × contextWidth.</param>
    public static KernelRun Of<TKernel>(AttentionWeights weights, Matrix x, Matrix? context = null)
        where TKernel : IAttentionKernel<TKernel>
    {
        AttentionShape shape = TKernel.Shape;
        var output = new float[shape.OutputLength];
        var attention = new float[shape.AttentionWeightsLength];
        TKernel.Create(weights).Forward(
            x.ToFloats(), output, new AttentionArguments { Context = context?.ToFloats(), AttentionWeights = attention });
        return new KernelRun(
            Matrix.Of(shape.N, shape.OutputLength / shape.N, output),
            Matrix.Of(shape.Heads * shape.N, shape.KeyValueLength, attention));
    }
}
