using System.Diagnostics;
using static System.FormattableString;

namespace SentenceEncoder;

/// <summary>One line on the terminal that says how much has arrived; silent where nobody watches.</summary>
internal sealed class DownloadProgress(Terminal terminal)
{
    private const double Megabyte = 1e6;

    private readonly Stopwatch _elapsed = new();
    private long _expected;
    private int _shown;

    /// <summary>Starts the clock.</summary>
    public void Begin(NpmPackage package)
    {
        _expected = package.Bytes;
        _elapsed.Restart();
        Show($"Fetching {package.Specifier} with npm …");
    }

    /// <summary>Shows how much has arrived.</summary>
    /// <param name="bytes">What npm has on disk, its own notes included, and at the end the archive twice.</param>
    public void Update(long bytes)
    {
        double arrived = Math.Min(bytes, _expected) / Megabyte;
        Show(Invariant($"Fetching the model with npm: {arrived:0.0} of {_expected / Megabyte:0.0} MB, {_elapsed.Elapsed.TotalSeconds:0} s"));
    }

    /// <summary>Leaves a last word.</summary>
    public void Done(long bytes)
    {
        Clear();
        if (terminal.IsLive)
        {
            terminal.Error.WriteLine(Invariant($"Fetched {bytes / Megabyte:0.0} MB in {_elapsed.Elapsed.TotalSeconds:0.0} s."));
        }
    }

    /// <summary>Takes the line away.</summary>
    public void Clear() => Show("");

    private void Show(string line)
    {
        if (!terminal.IsLive || (_shown == 0 && line.Length == 0))
        {
            return;
        }

        // A shorter line must cover a longer one.
        terminal.Error.Write($"\r{line.PadRight(_shown)}");
        if (line.Length == 0)
        {
            terminal.Error.Write('\r');
        }

        _shown = line.Length;
    }
}
