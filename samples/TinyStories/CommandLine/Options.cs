using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace TinyStories;

/// <summary>What the command line asks for.</summary>
internal sealed record Options
{
    private const int DefaultSteps = 256;

    /// <summary>The model's file or folder; null where the sample looks for it itself.</summary>
    public string? Path { get; init; }

    /// <summary>How the story begins.</summary>
    public string Prompt { get; init; } = string.Empty;

    /// <summary>The most tokens to write.</summary>
    public int Steps { get; init; } = DefaultSteps;

    /// <summary>0 for the likeliest token each time; else what scores are divided by.</summary>
    public float Temperature { get; init; } = 1;

    /// <summary>What the dice are thrown with; null for the time.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Whether only the help is asked for.</summary>
    public bool Help { get; init; }

    /// <summary>Reads the command line: options, each followed by its value or <c>=</c> and its value, and at most one path.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="options">What they ask for.</param>
    /// <param name="error">What is wrong with them.</param>
    public static bool TryParse(
        IReadOnlyList<string> args, [NotNullWhen(true)] out Options? options, [NotNullWhen(false)] out string? error)
    {
        options = new Options();
        error = null;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < args.Count && error is null; i++)
        {
            string argument = args[i];
            if (argument.Length < 2 || argument[0] != '-')
            {
                error = argument.Length == 0 ? "The path is empty."
                    : options.Path is not null ? $"One path is enough, but there are {options.Path} and {argument}."
                    : null;
                options = options with { Path = argument };
                continue;
            }

            string[] parts = argument.Split('=', 2);
            string name = parts[0];
            if (name is "--help" or "-h" or "-?")
            {
                options = options with { Help = true };
                continue;
            }

            string? value = parts.Length == 2 ? parts[1] : i + 1 < args.Count ? args[++i] : null;
            error = seen.Add(name) ? options.With(name, value, out options) : $"{name} is given twice.";
        }

        return error is null;
    }

    /// <summary>These options with one more.</summary>
    /// <returns>What is wrong with it; null where nothing is.</returns>
    private string? With(string name, string? value, out Options options)
    {
        options = this;
        switch (name)
        {
            case "--prompt":
                options = this with { Prompt = value ?? string.Empty };
                return value is null ? $"{name} needs a text in quotes." : null;

            case "--steps":
                bool isCount = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int steps)
                    && steps is >= 1 and <= ModelSize.MaxTokens;
                options = this with { Steps = steps };
                return isCount ? null : Wrong($"a whole number, 1 … {ModelSize.MaxTokens}");

            case "--temperature":
                bool isTemperature = float.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out float temperature)
                    && float.IsFinite(temperature) && temperature >= 0;
                options = this with { Temperature = temperature };
                return isTemperature ? null : Wrong("a number from 0 on");

            case "--seed":
                bool isSeed = ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed) && seed > 0;
                options = this with { Seed = seed };
                return isSeed ? null : Wrong("a whole number from 1 on");

            default:
                return $"There is no option {name}. The options are --prompt, --steps, --temperature, --seed and --help.";
        }

        string Wrong(string kind) => $"{name} needs {kind}{(value is null ? string.Empty : $", not '{value}'")}.";
    }
}
