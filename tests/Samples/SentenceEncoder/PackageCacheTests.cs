using System.Security.Cryptography;
using SentenceEncoder;
using Xunit;

namespace AttnGen.Tests.Samples;

/// <summary>What the cache hands out is the pinned archive or nothing.</summary>
public sealed class PackageCacheTests : IDisposable
{
    private static readonly byte[] Archive = [.. Enumerable.Range(0, 1000).Select(i => (byte)i)];
    private static readonly NpmPackage Package = new("@scope/name", "1.2.3", Convert.ToHexStringLower(SHA256.HashData(Archive)), Archive.Length);

    private readonly TemporaryFolder _folder = new();
    private int _fetches;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_fetched_once_is_kept()
    {
        PackageCache cache = Delivering(Archive);
        Assert.Equal(Archive, cache.Get(Package));
        Assert.Equal(Archive, cache.Get(Package));
        Assert.Equal(1, _fetches);
        Assert.Equal([_folder.File("scope-name-1.2.3.tgz")], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void The_folder_is_made_when_it_is_needed()
    {
        var cache = new PackageCache(_folder.File("a/b"), Deliver(Archive));
        Assert.Equal(Archive, cache.Get(Package));
        Assert.True(File.Exists(_folder.File("a/b/scope-name-1.2.3.tgz")));
    }

    [Theory]
    [InlineData("one bit")]
    [InlineData("cut short")]
    [InlineData("empty")]
    public void A_spoiled_archive_is_noticed_and_fetched_again(string damage)
    {
        string path = _folder.File("scope-name-1.2.3.tgz");
        byte[] spoiled = damage switch
        {
            "one bit" => [.. Archive[..500], (byte)(Archive[500] ^ 1), .. Archive[501..]],
            "cut short" => Archive[..^1],
            _ => [],
        };
        File.WriteAllBytes(path, spoiled);

        Assert.Equal(Archive, Delivering(Archive).Get(Package));
        Assert.Equal(1, _fetches);
        Assert.Equal(Archive, File.ReadAllBytes(path));
    }

    [Fact]
    public void Something_else_than_the_pinned_archive_is_refused_and_not_kept()
    {
        var refusal = Assert.Throws<PackageUnavailableException>(() => Delivering([1, 2, 3]).Get(Package));
        Assert.Contains(Package.Sha256, refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_failed_fetch_leaves_nothing_and_says_how_to_do_it_by_hand()
    {
        var cache = new PackageCache(_folder.Path, (_, staging) =>
        {
            File.WriteAllBytes(Path.Combine(staging, "half"), Archive[..500]);
            throw new PackageUnavailableException("No network.", "Get one.");
        });
        var failure = Assert.Throws<PackageUnavailableException>(() => cache.Get(Package));
        Assert.Equal("No network.", failure.Message);
        Assert.Contains("Get one.", failure.Remedy, StringComparison.Ordinal);
        Assert.Contains($"npm pack @scope/name@1.2.3 --pack-destination \"{_folder.Path}\"", failure.Remedy, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_reported_with_its_remedy()
    {
        string file = _folder.File("file");
        File.WriteAllText(file, "");
        var cache = new PackageCache(Path.Combine(file, "cache"), Deliver(Archive));
        var failure = Assert.Throws<PackageUnavailableException>(() => cache.Get(Package));
        Assert.Contains("XDG_CACHE_HOME", failure.Remedy, StringComparison.Ordinal);
        Assert.Equal(0, _fetches);
    }

    [Fact]
    public void Staging_folders_of_interrupted_fetches_go_and_those_in_use_stay()
    {
        string abandoned = Directory.CreateDirectory(_folder.File("fetching-old")).FullName;
        string inUse = Directory.CreateDirectory(_folder.File("fetching-new")).FullName;
        Directory.SetLastWriteTimeUtc(abandoned, DateTime.UtcNow.AddDays(-2));

        Delivering(Archive).Get(Package);
        Assert.False(Directory.Exists(abandoned));
        Assert.True(Directory.Exists(inUse));
    }

    private PackageCache Delivering(byte[] archive) => new(_folder.Path, Deliver(archive));

    private FetchPackage Deliver(byte[] archive) => (package, staging) =>
    {
        _fetches++;
        Assert.Empty(Directory.GetFileSystemEntries(staging));
        string path = Path.Combine(staging, package.FileName);
        File.WriteAllBytes(path, archive);
        return path;
    };
}
