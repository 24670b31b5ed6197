using AttnGen.Benchmarks.Engines;
using BenchmarkDotNet.Attributes;

namespace AttnGen.Benchmarks.Published;

/// <content>TorchSharp, where it is built in.</content>
public abstract partial class EngineBenchmarks
{
    [GlobalSetup(Target = nameof(TorchSharp))]
    public void SetUpTorchSharp() => SetUp(EngineCatalog.Named("TorchSharp"));

    [Benchmark]
    public void TorchSharp() => _engine!.Run();
}
