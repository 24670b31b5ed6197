using System.Globalization;

namespace AttnGen.Benchmarks.Cli;

/// <summary>The options after a command: pairs of <c>--name value</c>.</summary>
internal sealed class Options
{
    private readonly Dictionary<string, string> _values = [];

    /// <summary>Reads the options.</summary>
    /// <param name="arguments">What followed the command.</param>
    /// <param name="known">The names that the command knows, with their dashes.</param>
    /// <exception cref="UsageException">A name is not known, or has no value.</exception>
    public Options(ReadOnlySpan<string> arguments, params string[] known)
    {
        for (int i = 0; i < arguments.Length; i += 2)
        {
            string name = arguments[i];
            if (!known.Contains(name))
            {
                throw new UsageException(
                    $"'{name}' is not an option here; there {(known.Length == 0 ? "are none" : "are " + string.Join(", ", known))}.");
            }

            if (i + 1 == arguments.Length)
            {
                throw new UsageException($"'{name}' needs a value.");
            }

            _values[name] = arguments[i + 1];
        }
    }

    /// <summary>The text of an option, or null where it was not given.</summary>
    public string? Text(string name) => _values.GetValueOrDefault(name);

    /// <summary>The parts of an option that lists words with commas; empty where it was not given.</summary>
    public string[] List(string name) =>
        Text(name)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>A time in seconds above 0.</summary>
    /// <exception cref="UsageException">It is no such number.</exception>
    public TimeSpan Seconds(string name, TimeSpan otherwise)
    {
        if (Text(name) is not { } text)
        {
            return otherwise;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) && seconds is > 0 and < 86_400
            ? TimeSpan.FromSeconds(seconds)
            : throw new UsageException($"{name} takes a number of seconds above 0, not '{text}'.");
    }
}
