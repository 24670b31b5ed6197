using AttnGen.Benchmarks.Engines;
using AttnGen.Benchmarks.Tables;
using AttnGen.Benchmarks.Workloads;
using BenchmarkDotNet.Attributes;

namespace AttnGen.Benchmarks.Published;

/// <summary>The engines as benchmarks. Each is set up alone, and held against the reference before it runs.</summary>
/// <remarks>BenchmarkDotNet derives from this class and its heirs in a process of its own, so all of them are public.</remarks>
public abstract partial class EngineBenchmarks
{
    private IEngine? _engine;

    /// <summary>The name of the row; the heirs say which there are.</summary>
    public abstract string Row { get; set; }

    [GlobalSetup(Target = nameof(AttnGen))]
    public void SetUpAttnGen() => SetUp(AttnGenEngines.Entry);

    [Benchmark(Baseline = true)]
    public void AttnGen() => _engine!.Run();

    [GlobalSetup(Target = nameof(OrtPlain))]
    public void SetUpOrtPlain() => SetUp(OnnxPlainGraph.Entry);

    [Benchmark]
    public void OrtPlain() => _engine!.Run();

    [GlobalSetup(Target = nameof(OrtAttention))]
    public void SetUpOrtAttention() => SetUp(OnnxAttentionGraph.Entry);

    [Benchmark]
    public void OrtAttention() => _engine!.Run();

    [GlobalSetup(Target = nameof(OrtMultiHead))]
    public void SetUpOrtMultiHead() => SetUp(OnnxMultiHeadGraph.Entry);

    [Benchmark]
    public void OrtMultiHead() => _engine!.Run();

    [GlobalSetup(Target = nameof(TensorPrimitives))]
    public void SetUpTensorPrimitives() => SetUp(TensorPrimitivesEngine.Entry);

    [Benchmark]
    public void TensorPrimitives() => _engine!.Run();

    [GlobalSetup(Target = nameof(PlainLoop))]
    public void SetUpPlainLoop() => SetUp(PlainLoopEngine.Entry);

    [Benchmark]
    public void PlainLoop() => _engine!.Run();

    [GlobalCleanup]
    public void CleanUp() => _engine?.Dispose();

    private protected void SetUp(EngineEntry entry)
    {
        Row row = RowFilter.Named(Row);
        var workload = new Workload(row);
        _engine = entry.Create(row, workload);
        Accuracy.Check(entry.Name, row.Name, _engine, workload);
    }

    private protected void RunEngine() => _engine!.Run();
}
