using AttnGen.Benchmarks.Tables;
using AttnGen.Benchmarks.Workloads;

namespace AttnGen.Benchmarks.Engines;

/// <summary>A generated kernel without projections.</summary>
internal sealed class AttendEngine(Workload workload, AttendCall attend) : IEngine
{
    private readonly AlignedBuffer _output = new(workload.OutputLength);

    /// <inheritdoc/>
    public void Run() => attend(workload.Query.Span, workload.Key.Span, workload.Value.Span, _output.Span);

    /// <inheritdoc/>
    public void CopyOutput(Span<float> destination) => _output.Span.CopyTo(destination);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
