using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace AttentionTour;

/// <summary>The command line, understood.</summary>
internal sealed class TourOptions
{
    private const int DefaultSeed = 2017;

    private readonly List<string> _stages = [];

    /// <summary>The stops to show, by name; none means all.</summary>
    public IReadOnlyList<string> Stages => _stages;

    /// <summary>The seed of whatever is drawn at random.</summary>
    public int Seed { get; private set; } = DefaultSeed;

    /// <summary>Whether only the help is wanted.</summary>
    public bool Help { get; private set; }

    /// <summary>Whether a stop was asked for.</summary>
    public bool Shows(Stop stop) => _stages.Count == 0 || _stages.Contains(stop.Name);

    /// <summary>Reads a command line.</summary>
    /// <param name="arguments">The arguments, as Main gets them.</param>
    /// <param name="options">What they ask for.</param>
    /// <param name="problem">What is wrong with them, in a sentence for the user.</param>
    /// <returns>Whether they were understood.</returns>
    public static bool TryParse(string[] arguments, out TourOptions options, [NotNullWhen(false)] out string? problem)
    {
        options = new TourOptions();
        problem = null;
        var rest = new Queue<string>(arguments);
        while (problem is null && rest.TryDequeue(out string? argument))
        {
            // "--stage=cost" is "--stage cost".
            int equals = argument.StartsWith("--", StringComparison.Ordinal) ? argument.IndexOf('=', StringComparison.Ordinal) : -1;
            string name = equals < 0 ? argument : argument[..equals];
            string? attached = equals < 0 ? null : argument[(equals + 1)..];
            problem = name switch
            {
                "--help" or "-h" or "-?" when attached is null => options.AskHelp(),
                "--stage" => options.AddStage(attached ?? NextValue(rest)),
                "--seed" => options.SetSeed(attached ?? NextValue(rest)),
                _ => $"Unknown option '{argument}'. The options are --stage NAME, --seed NUMBER and --help.",
            };
        }

        return problem is null;
    }

    /// <summary>What <c>--help</c> prints.</summary>
    public static string HelpText()
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"""
            A tour of attention: its five stages on one sentence, and what is said about it, measured.

            Usage: dotnet run -c Release --project samples/AttentionTour [-- OPTIONS]

              --stage NAME    show only this stop (may be given more than once)
              --seed NUMBER   draw the random numbers from this seed ({DefaultSeed} by default)
              --help          show this

            Stops:

            """);
        foreach (Stop stop in Program.Stops)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {stop.Name,-14}  {stop.Title}\n");
        }

        text.Append(
            """

            Colour is left out where the output is redirected or NO_COLOR is set.
            Exit code: 0 all kernels agreed with the hand-made sums, 1 one did not, 2 unknown option.

            """);
        return text.ToString();
    }

    /// <summary>The argument after an option, unless that is the next option.</summary>
    private static string? NextValue(Queue<string> rest) =>
        rest.TryPeek(out string? next) && !next.StartsWith("--", StringComparison.Ordinal) ? rest.Dequeue() : null;

    private string? AskHelp()
    {
        Help = true;
        return null;
    }

    private string? AddStage(string? name)
    {
        string known = string.Join(", ", Program.Stops.Select(stop => stop.Name));
        if (string.IsNullOrEmpty(name))
        {
            return $"--stage needs a name: {known}.";
        }

        if (!Program.Stops.Any(stop => stop.Name == name))
        {
            return $"There is no stage '{name}'. The stages are {known}.";
        }

        _stages.Add(name);
        return null;
    }

    private string? SetSeed(string? number)
    {
        if (!int.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int seed))
        {
            return string.IsNullOrEmpty(number)
                ? "--seed needs a whole number."
                : $"--seed needs a whole number of at most 32 bits, not '{number}'.";
        }

        Seed = seed;
        return null;
    }
}
