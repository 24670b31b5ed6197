using System.Runtime.InteropServices;
using TorchSharp;

namespace AttnGen.Benchmarks.Engines;

/// <content>TorchSharp, where it is built in.</content>
internal static partial class EngineCatalog
{
    static partial void AddOptional(List<EngineEntry> entries)
    {
        string version = $"TorchSharp {VersionOf(typeof(torch).Assembly)}";
        string? unavailable = WhyTorchDoesNotLoad();
        if (unavailable is null)
        {
            torch.set_num_threads(1);
            version += $" over libtorch {torch.__version__}";
        }

        entries.Add(new EngineEntry("TorchSharp", EngineFamily.TorchSharp, version, TorchSharpEngine.Create) { Unavailable = unavailable });
    }

    // Asked before TorchSharp is touched: its own attempts copy 400 MB and write pages to the console before they fail.
    private static string? WhyTorchDoesNotLoad()
    {
        try
        {
            NativeLibrary.Load("LibTorchSharp", typeof(torch).Assembly, searchPath: null);
            return null;
        }
        catch (DllNotFoundException exception)
        {
            // Among the places searched, the loader's reason is the line about something required and not found.
            string[] lines = exception.Message.Split('\n', StringSplitOptions.TrimEntries);
            string reason = Array.Find(lines, static line => line.Contains("required by", StringComparison.Ordinal)) ?? lines[0];
            return $"its native library does not load here: {reason}";
        }
    }
}
