using AttnGen.Benchmarks.Tables;
using BenchmarkDotNet.Attributes;

namespace AttnGen.Benchmarks.Published;

/// <summary>Whole layers: projections and attention.</summary>
public class ProjectionBenchmarks : EngineBenchmarks
{
    /// <summary>The rows of the README's table.</summary>
    private static readonly string[] DefaultRows =
    [
        "16×64×16",
        "32×64×32",
        "64×64×64",
        "99×64×64",
        "128×128×64",
        "197×192×64 h3",
        "128×384×32 h12",
        "512×512×64 h8",
    ];

    /// <summary>The rows to measure.</summary>
    public static IEnumerable<string> Rows => RowChoice.Names(ProjectionTable.Rows, DefaultRows);

    /// <inheritdoc/>
    [ParamsSource(nameof(Rows))]
    public override string Row { get; set; } = string.Empty;

    [GlobalSetup(Target = nameof(OrtPacked))]
    public void SetUpOrtPacked() => SetUp(Engines.OnnxPackedGraph.Entry);

    [Benchmark]
    public void OrtPacked() => RunEngine();
}
