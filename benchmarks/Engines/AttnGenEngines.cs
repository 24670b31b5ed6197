using AttnGen.Benchmarks.Tables;
using AttnGen.Benchmarks.Workloads;

namespace AttnGen.Benchmarks.Engines;

/// <summary>The generated kernels.</summary>
internal static class AttnGenEngines
{
    /// <summary>The engine's name in the tables.</summary>
    public const string Name = "AttnGen";

    /// <summary>The tables' first column.</summary>
    public static EngineEntry Entry { get; } = new(
        Name,
        EngineFamily.AttnGen,
        $"AttnGen {EngineCatalog.VersionOf(typeof(AttentionShape).Assembly)}",
        static (row, workload) => row.CreateKernel(workload));
}

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
