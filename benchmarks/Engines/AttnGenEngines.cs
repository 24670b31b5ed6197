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
