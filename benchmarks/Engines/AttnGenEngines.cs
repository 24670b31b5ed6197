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
        static (row, workload) => row.CreateKernel(workload))
    {
        Computes = static _ => true,
    };

    /// <summary>The kernel of a row's shape without what the row adds: what that saves or costs is measured against it.</summary>
    public static EngineEntry Whole { get; } = Entry with
    {
        Name = Name + " whole",
        Family = EngineFamily.AttnGenWhole,
        Computes = static row => row.Whole is not null,
        RowOf = static row => row.Whole!,
    };
}
