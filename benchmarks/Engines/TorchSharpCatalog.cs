using TorchSharp;

namespace AttnGen.Benchmarks.Engines;

/// <content>TorchSharp, where it is built in.</content>
internal static partial class EngineCatalog
{
    static partial void AddOptional(List<EngineEntry> entries) => entries.Add(
        new EngineEntry(
            "TorchSharp",
            EngineFamily.TorchSharp,
            $"TorchSharp {VersionOf(typeof(torch).Assembly)} over libtorch {torch.__version__}",
            TorchSharpEngine.Create)
        {
            Unavailable = WhyTorchDoesNotLoad(),
        });

    private static string? WhyTorchDoesNotLoad()
    {
        try
        {
            torch.set_num_threads(1);
            return null;
        }
#pragma warning disable CA1031 // The native library fails in as many ways as there are systems; each leaves the column empty and is printed.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return $"libtorch does not load here ({exception.GetBaseException().Message.ReplaceLineEndings(" ")})";
        }
    }
}
