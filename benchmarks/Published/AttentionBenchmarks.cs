using AttnGen.Benchmarks.Tables;
using BenchmarkDotNet.Attributes;

namespace AttnGen.Benchmarks.Published;

/// <summary>Attention without projections.</summary>
public class AttentionBenchmarks : EngineBenchmarks
{
    /// <summary>The rows to measure.</summary>
    public static IEnumerable<string> Rows => RowChoice.Names(AttentionTable.Rows, AttentionTable.Rows.Select(static row => row.Name));

    /// <inheritdoc/>
    [ParamsSource(nameof(Rows))]
    public override string Row { get; set; } = string.Empty;
}
