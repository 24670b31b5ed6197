using System.Security.Cryptography;

namespace SentenceEncoder;

/// <summary>
/// Keeps a package's archive in a folder of the user's cache. What it hands out has been held against the package's hash, every time:
/// a file that something has spoiled is fetched again.
/// </summary>
/// <param name="folder">The folder; made when it is needed.</param>
/// <param name="fetch">Gets an archive that is not there yet.</param>
internal sealed class PackageCache(string folder, FetchPackage fetch)
{
    private const string StagingPrefix = "fetching-";
    private static readonly TimeSpan LongestFetch = TimeSpan.FromHours(6);

    /// <summary>The archive's bytes, from the cache or freshly fetched into it.</summary>
    /// <exception cref="PackageUnavailableException">It can neither be read nor fetched.</exception>
    public byte[] Get(NpmPackage package)
    {
        string path = Path.Combine(folder, package.FileName);
        return TryRead(path, package) ?? FetchInto(path, package);
    }

    private static byte[]? TryRead(string path, NpmPackage package)
    {
        try
        {
            byte[] archive = File.ReadAllBytes(path);
            return IsGenuine(archive, package) ? archive : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsGenuine(byte[] archive, NpmPackage package) =>
        Convert.ToHexStringLower(SHA256.HashData(archive)) == package.Sha256;

    /// <summary>
    /// Fetches into a staging folder beside the target, checks, and only then renames, which is atomic on one file system: no other
    /// process ever sees half an archive, and of two that fetch at once either may win.
    /// </summary>
    private byte[] FetchInto(string path, NpmPackage package)
    {
        string byHand = $"Or fetch it yourself: npm pack {package.Specifier} --pack-destination \"{folder}\"";
        string staging = Path.Combine(folder, $"{StagingPrefix}{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(staging);
            DeleteAbandoned();
            string fetched = fetch(package, staging);
            byte[] archive = File.ReadAllBytes(fetched);
            if (!IsGenuine(archive, package))
            {
                throw new PackageUnavailableException(
                    $"What npm delivered as {package.Specifier} is not the archive that this program is pinned to (SHA-256 {package.Sha256}).",
                    "See which registry npm is set to (npm config get registry) and try the public one.");
            }

            File.Move(fetched, path, overwrite: true);
            return archive;
        }
        catch (PackageUnavailableException e)
        {
            throw new PackageUnavailableException(e.Message, $"{e.Remedy} {byHand}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PackageUnavailableException(
                $"The cache folder {folder} cannot be written: {e.Message}", "Set XDG_CACHE_HOME to a folder that can.", e);
        }
        finally
        {
            DeleteQuietly(staging);
        }
    }

    /// <summary>A fetch that was interrupted from the keyboard leaves its staging folder behind.</summary>
    private void DeleteAbandoned()
    {
        foreach (string staging in Directory.EnumerateDirectories(folder, StagingPrefix + "*"))
        {
            if (DateTime.UtcNow - Directory.GetLastWriteTimeUtc(staging) > LongestFetch)
            {
                DeleteQuietly(staging);
            }
        }
    }

    private static void DeleteQuietly(string directory)
    {
        try
        {
            Directory.Delete(directory, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Left-overs in a cache harm nobody; a failure to remove them must not hide the result.
        }
    }
}

/// <summary>Gets a package's archive into a folder.</summary>
/// <param name="package">The package.</param>
/// <param name="folder">An empty folder.</param>
/// <returns>The path of the archive in it.</returns>
/// <exception cref="PackageUnavailableException">It cannot be had.</exception>
internal delegate string FetchPackage(NpmPackage package, string folder);
