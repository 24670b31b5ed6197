using System.Diagnostics;

namespace AttnGen.Benchmarks.Cli;

/// <summary>One line in a terminal that is written over again; nothing where the output goes to a file.</summary>
internal sealed class ProgressLine
{
    // Writing to a terminal costs more than some engines' batches, and the eye follows no faster.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly bool _visible = !Console.IsOutputRedirected;
    private long _written;
    private string _lastSubject = string.Empty;

    /// <summary>Shows what is going on.</summary>
    /// <param name="subject">What it is about; a new subject shows at once.</param>
    /// <param name="text">What is happening to it.</param>
    public void Show(string subject, string text)
    {
        if (!_visible || (subject == _lastSubject && Stopwatch.GetElapsedTime(_written) < Interval))
        {
            return;
        }

        _lastSubject = subject;
        _written = Stopwatch.GetTimestamp();
        Console.Write($"\r\e[K{subject}: {text}");
    }

    /// <summary>Takes the line away, so that something lasting can be printed.</summary>
    public void Clear()
    {
        if (_visible)
        {
            Console.Write("\r\e[K");
        }

        _lastSubject = string.Empty;
    }
}
