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

    /// <summary>Whether the engine can compute a row; by default it can where the row adds nothing to plain attention.</summary>
    public Func<Row, bool> Computes { get; init; } = static row => row.Whole is null;

    /// <summary>The row that the engine computes in a row's place: itself, or one that it is to be compared with.</summary>
    public Func<Row, Row> RowOf { get; init; } = static row => row;
}
