using AttnGen.Benchmarks.Tables;
using AttnGen.Benchmarks.Workloads;

namespace AttnGen.Benchmarks.Engines;

/// <summary>An engine as the tables know it.</summary>
/// <param name="Name">The column's head.</param>
/// <param name="Family">Who made it.</param>
/// <param name="Version">The package and its version, or the runtime's.</param>
/// <param name="Create">Prepares the engine for a row and its operands.</param>
internal sealed record EngineEntry(string Name, EngineFamily Family, string Version, Func<Row, Workload, IEngine> Create)
{
    /// <summary>Why the engine cannot run in this process; null when it can. Its column stays empty.</summary>
    public string? Unavailable { get; init; }

    /// <summary>The one kind of rows that the engine can compute; null when it can all.</summary>
    public AttentionForm? OnlyFor { get; init; }
}
