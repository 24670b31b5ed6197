using static System.FormattableString;

namespace SentenceEncoder;

/// <summary>What a level between 0 and 1 looks like: in a terminal with colours, in one without, in a drawing.</summary>
internal static class Palette
{
    private const string Shades = " ░▒▓█";

    // Dark to bright through the 256 colours that nearly every terminal has: 17 is a dark blue, 229 a light yellow.
    private static readonly byte[] Colours = [17, 18, 19, 25, 31, 37, 43, 78, 113, 148, 184, 220, 227, 229];

    // From here on the background is so bright that dark letters read better.
    private const double Bright = 0.45;

    // The ends of the drawing's ramp, white to a deep blue, as red, green and blue.
    private static readonly (int Red, int Green, int Blue) Pale = (247, 251, 255);
    private static readonly (int Red, int Green, int Blue) Deep = (8, 48, 107);

    /// <summary>The character whose darkness is nearest to the level; a blank only for next to nothing.</summary>
    public static char Shade(double level) => Shades[(int)Math.Round(Clamp(level) * (Shades.Length - 1))];

    /// <summary>The text on a background of the level's colour.</summary>
    public static string Paint(string text, double level)
    {
        int background = Colours[(int)Math.Round(Clamp(level) * (Colours.Length - 1))];
        int letters = level < Bright ? 255 : 16;
        return Invariant($"\e[48;5;{background};38;5;{letters}m{text}\e[0m");
    }

    /// <summary>The level's colour in a drawing, as #rrggbb.</summary>
    public static string Fill(double level)
    {
        double t = Clamp(level);
        return Invariant($"#{Mix(Pale.Red, Deep.Red, t):x2}{Mix(Pale.Green, Deep.Green, t):x2}{Mix(Pale.Blue, Deep.Blue, t):x2}");
    }

    private static int Mix(int from, int to, double t) => (int)Math.Round(from + ((to - from) * t));

    private static double Clamp(double level) => double.IsNaN(level) ? 0 : Math.Clamp(level, 0, 1);
}
