namespace SentenceEncoder;

/// <summary>Where the program writes, and what that can show.</summary>
internal sealed record Terminal
{
    // Wide enough for a matrix and a label, and what most tools assume of a file.
    private const int WidthOfFile = 120;

    /// <summary>Takes the results.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Takes progress and what went wrong.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether colours may be used in <see cref="Out"/>.</summary>
    public bool HasColour { get; init; }

    /// <summary>Whether somebody watches, so that a line may be rewritten in <see cref="Error"/>.</summary>
    public bool IsLive { get; init; }

    /// <summary>The columns of <see cref="Out"/>.</summary>
    public int Width { get; init; } = WidthOfFile;

    /// <summary>The console that the program was started from.</summary>
    public static Terminal OfConsole() => new()
    {
        Out = Console.Out,
        Error = Console.Error,
        HasColour = !Console.IsOutputRedirected && UnderstandsColour(),
        IsLive = !Console.IsOutputRedirected && !Console.IsErrorRedirected,
        Width = Console.IsOutputRedirected ? WidthOfFile : WidthOfWindow(),
    };

    /// <summary>Paints a cell in the colour of a level, or leaves it as it is.</summary>
    /// <param name="text">The cell.</param>
    /// <param name="level">0 … 1.</param>
    public string Paint(string text, double level) => HasColour ? Palette.Paint(text, level) : text;

    /// <summary>Makes a text stand out, where that can be.</summary>
    public string Bold(string text) => HasColour ? $"\e[1m{text}\e[0m" : text;

    private static bool UnderstandsColour()
    {
        // https://no-color.org: set and not empty, whatever it says.
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")))
        {
            return false;
        }

        // The old Windows console takes escape sequences only when asked to; the new one names itself, and so do the ports of Unix ones.
        string? terminal = Environment.GetEnvironmentVariable("TERM");
        return OperatingSystem.IsWindows()
            ? !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("WT_SESSION")) || terminal is not (null or "" or "dumb")
            : terminal is not (null or "" or "dumb");
    }

    private static int WidthOfWindow()
    {
        try
        {
            // A terminal that does not know its size says 0.
            return Console.WindowWidth is > 0 and int width ? width : WidthOfFile;
        }
        catch (Exception e) when (e is IOException or PlatformNotSupportedException)
        {
            return WidthOfFile;
        }
    }
}
