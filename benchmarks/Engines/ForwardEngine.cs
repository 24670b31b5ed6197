using AttnGen.Benchmarks.Tables;
using AttnGen.Benchmarks.Workloads;

namespace AttnGen.Benchmarks.Engines;

/// <summary>A generated kernel with its projections.</summary>
internal sealed class ForwardEngine<TKernel>(Workload workload, TKernel kernel, ForwardCall<TKernel> forward) : IEngine
{
    private readonly AlignedBuffer _output = new(workload.OutputLength);

    /// <inheritdoc/>
    public void Run() => forward(kernel, workload.X.Span, _output.Span);

    /// <inheritdoc/>
    public void CopyOutput(Span<float> destination) => _output.Span.CopyTo(destination);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
