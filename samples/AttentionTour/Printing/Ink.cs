namespace AttentionTour.Printing;

/// <summary>Colours for a terminal, as ANSI sequences; or none, when the output is a file or the user does not want them.</summary>
/// <param name="isOn">Whether to colour at all.</param>
internal sealed class Ink(bool isOn)
{
    private const string Reset = "\e[0m";

    // From nothing over blue to amber, in the 256-colour palette: dark grounds under white figures, light ones under black.
    private static readonly string[] Grounds =
    [
        string.Empty, "\e[48;5;17;97m", "\e[48;5;18;97m", "\e[48;5;19;97m", "\e[48;5;25;97m", "\e[48;5;31;97m", "\e[48;5;214;30m",
    ];

    /// <summary>Whether this process should colour its standard output.</summary>
    public static bool IsWelcome() => IsWelcome(
        Console.IsOutputRedirected, Environment.GetEnvironmentVariable("NO_COLOR"), Environment.GetEnvironmentVariable("TERM"));

    /// <summary>Whether the output is a terminal that knows colours and nobody has said NO_COLOR (https://no-color.org).</summary>
    /// <param name="isRedirected">Whether the output goes elsewhere than to a terminal.</param>
    /// <param name="noColor">The variable NO_COLOR: any text but the empty one forbids colour.</param>
    /// <param name="terminal">The variable TERM.</param>
    public static bool IsWelcome(bool isRedirected, string? noColor, string? terminal) =>
        !isRedirected && string.IsNullOrEmpty(noColor) && terminal != "dumb";

    public string Bold(string text) => Wrap("\e[1m", text);

    public string Faint(string text) => Wrap("\e[2m", text);

    public string Good(string text) => Wrap("\e[32m", text);

    public string Bad(string text) => Wrap("\e[1;31m", text);

    public string Doubt(string text) => Wrap("\e[33m", text);

    /// <summary>A text on a ground whose colour says how large a value is.</summary>
    /// <param name="text">The text.</param>
    /// <param name="share">The value, 0 … 1.</param>
    public string Heat(string text, double share)
    {
        int step = (int)Math.Round(Math.Clamp(share, 0, 1) * (Grounds.Length - 1));
        return step == 0 ? text : Wrap(Grounds[step], text);
    }

    private string Wrap(string sequence, string text) => isOn ? sequence + text + Reset : text;
}
