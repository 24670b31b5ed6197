using System.Diagnostics.CodeAnalysis;

namespace SentenceEncoder;

/// <summary>What the command line asks for.</summary>
internal sealed record Options
{
    /// <summary>The sentences to compare.</summary>
    public IReadOnlyList<string> Sentences { get; init; } = DefaultSentences.ToCompare;

    /// <summary>The sentence whose attention is drawn.</summary>
    public string Pictured { get; init; } = DefaultSentences.Pictured;

    /// <summary>The file that takes the drawing.</summary>
    public string SvgPath { get; init; } = Path.Combine("artifacts", "attention.svg");

    /// <summary>Whether only the help is asked for.</summary>
    public bool Help { get; init; }

    /// <summary>Reads the command line: options first or last, all the rest are sentences; <c>--</c> ends the options.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="options">What they ask for.</param>
    /// <param name="error">What is wrong with them.</param>
    public static bool TryParse(
        IReadOnlyList<string> args, [NotNullWhen(true)] out Options? options, [NotNullWhen(false)] out string? error)
    {
        var reader = new ArgumentReader(args);
        var sentences = new List<string>();
        string? pictured = null;
        string? svg = null;
        bool help = false;
        while (reader.Next() is { } argument)
        {
            switch (reader.IsOption ? argument : null)
            {
                case null:
                    sentences.Add(argument);
                    break;
                case "--help" or "-h" or "-?":
                    help = true;
                    break;
                case "--sentence":
                    reader.Value(ref pictured, "a sentence in quotes");
                    break;
                case "--svg":
                    reader.Value(ref svg, "the path of a file");
                    break;
                default:
                    reader.Fail($"There is no option {argument}. The options are --sentence, --svg and --help.");
                    break;
            }
        }

        options = new Options { Help = help };
        options = sentences.Count == 0 ? options : options with { Sentences = sentences };
        options = pictured is null ? options : options with { Pictured = pictured };
        options = svg is null ? options : options with { SvgPath = svg };
        error = svg is { Length: 0 } ? "--svg needs the path of a file." : reader.Error;
        return error is null;
    }
}
