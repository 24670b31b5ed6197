using System.Reflection;

namespace AttnGen.Benchmarks.Engines;

/// <summary>
/// All engines in the order of the tables. A new one is one file in this folder with an <see cref="EngineEntry"/>, and a line here.
/// </summary>
internal static partial class EngineCatalog
{
    /// <summary>Every engine built in, those that cannot run here included.</summary>
    public static IReadOnlyList<EngineEntry> All { get; } = Collect();

    /// <summary>The engine of a name.</summary>
    public static EngineEntry Named(string name) => All.First(entry => entry.Name == name);

    /// <summary>The version that an assembly was packaged under.</summary>
    public static string VersionOf(Assembly assembly)
    {
        string version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
        int commit = version.IndexOf('+', StringComparison.Ordinal);
        return commit < 0 ? version : version[..commit];
    }

    private static EngineEntry WithoutTorchSharp => new(
        "TorchSharp",
        EngineFamily.TorchSharp,
        "TorchSharp",
        static (_, _) => throw new InvalidOperationException("TorchSharp is not built in."))
    {
        Unavailable = "not built in, see benchmarks/README.md",
    };

    private static List<EngineEntry> Collect()
    {
        List<EngineEntry> entries =
        [
            AttnGenEngines.Entry,
            AttnGenEngines.Whole,
            OnnxPlainGraph.Entry,
            OnnxAttentionGraph.Entry,
            OnnxMultiHeadGraph.Entry,
            OnnxPackedGraph.Entry,
            TensorPrimitivesEngine.Entry,
            PlainLoopEngine.Entry,
        ];
        AddOptional(entries);
        if (entries.TrueForAll(static entry => entry.Family != EngineFamily.TorchSharp))
        {
            entries.Add(WithoutTorchSharp);
        }

        return [.. entries.OrderBy(static entry => entry.Family)];
    }

    /// <summary>Adds the engines that are only built in when asked for.</summary>
    static partial void AddOptional(List<EngineEntry> entries);
}
