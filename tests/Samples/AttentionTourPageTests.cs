using System.Text.RegularExpressions;
using AttentionTour;
using AttentionTour.Printing;
using AttnGen.Tests.Harness;
using Xunit;

namespace AttnGen.Tests.Samples;

/// <summary>The tour as its reader sees it: the command line, the page, the colours.</summary>
public sealed partial class AttentionTourPageTests
{
    private const char Escape = '\e';

    private static readonly string[] StopNames =
    [
        "projection", "scoring", "scaling", "softmax", "aggregation",
        "saturation", "distance", "cost", "rows", "order", "cross", "heads",
    ];

    public static TheoryData<string> Stops => [.. StopNames];

    [Fact]
    public void The_whole_tour_agrees_with_its_kernels_and_fits_the_page()
    {
        (int exitCode, string output, string error) = Run();

        Assert.Equal((0, string.Empty), (exitCode, error));
        Assert.DoesNotContain(Escape, output);
        Assert.DoesNotContain('✗', output);
        Assert.Contains("24 comparisons with generated kernels, 0 beyond tolerance", output, StringComparison.Ordinal);
        string[] lines = output.ReplaceLineEndings("\n").Split('\n');
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 100));
        Assert.All(lines, line => Assert.Equal(line.TrimEnd(), line));
        Assert.Equal(StopNames, HeadingPattern().Matches(output).Select(match => match.Groups["name"].Value));
    }

    [Theory]
    [MemberData(nameof(Stops))]
    public void A_stop_can_be_shown_alone(string name)
    {
        (int exitCode, string output, string error) = Run("--stage", name);

        Assert.Equal((0, string.Empty), (exitCode, error));
        Match heading = Assert.Single(HeadingPattern().Matches(output));
        Assert.Equal(name, heading.Groups["name"].Value);
    }

    [Fact]
    public void Two_stops_come_in_the_order_of_the_tour()
    {
        (_, string output, _) = Run("--stage=softmax", "--stage", "scoring");

        Assert.Equal(["scoring", "softmax"], HeadingPattern().Matches(output).Select(match => match.Groups["name"].Value));
    }

    [Theory]
    [InlineData("--stag", "--stage NAME")]
    [InlineData("heads", "Unknown option 'heads'")]
    [InlineData("--help=yes", "Unknown option '--help=yes'")]
    [InlineData("--stage", "--stage needs a name: projection, scoring")]
    [InlineData("--stage=", "--stage needs a name")]
    [InlineData("--stage=Softmax", "There is no stage 'Softmax'. The stages are projection, scoring")]
    [InlineData("--stage --seed 1", "--stage needs a name")]
    [InlineData("--seed", "--seed needs a whole number")]
    [InlineData("--seed 1.5", "not '1.5'")]
    [InlineData("--seed 99999999999", "not '99999999999'")]
    public void What_is_not_understood_is_said_and_nothing_is_shown(string commandLine, string expected)
    {
        (int exitCode, string output, string error) = Run(commandLine.Split(' '));

        Assert.Equal((2, string.Empty), (exitCode, output));
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Contains("--help", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_names_every_stop()
    {
        (int exitCode, string output, string error) = Run("--help");

        Assert.Equal((0, string.Empty), (exitCode, error));
        string[] lines = output.ReplaceLineEndings("\n").Split('\n');
        Assert.All(StopNames, name => Assert.Contains(lines, line => line.StartsWith($"  {name} ", StringComparison.Ordinal)));
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 100));
    }

    [Fact]
    public void The_seed_decides_what_is_drawn()
    {
        string once = Run("--stage", "saturation", "--seed", "-7").Output;
        string again = Run("--stage", "saturation", "--seed=-7").Output;
        string other = Run("--stage", "saturation", "--seed", "8").Output;

        Assert.Equal(once, again);
        Assert.NotEqual(once, other);
    }

    [Fact]
    public void Numbers_are_written_alike_in_every_culture()
    {
        string[] stops = ["--stage=softmax", "--stage=saturation", "--stage=distance", "--stage=order", "--stage=heads"];
        string invariant = Run(stops).Output;
        using var culture = new HostileCulture();

        Assert.Equal(invariant, Run(stops).Output);
    }

    [Fact]
    public void Colour_adds_sequences_and_changes_no_text()
    {
        using var plain = new StringWriter();
        using var colored = new StringWriter();
        Tour.Run(["--stage=softmax"], plain, TextWriter.Null, color: false);
        Tour.Run(["--stage=softmax"], colored, TextWriter.Null, color: true);

        Assert.Contains(Escape, colored.ToString());
        Assert.Equal(TrimmedLines(plain.ToString()), TrimmedLines(SequencePattern().Replace(colored.ToString(), string.Empty)));

        // A coloured line may end in spaces that stand on a ground.
        static string[] TrimmedLines(string text) => [.. text.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())];
    }

    [Theory]
    [InlineData(false, null, "xterm-256color", true)]
    [InlineData(false, "", null, true)]
    [InlineData(true, null, "xterm-256color", false)]
    [InlineData(false, "1", "xterm-256color", false)]
    [InlineData(false, null, "dumb", false)]
    public void Colour_is_for_terminals_that_want_it(bool isRedirected, string? noColor, string? terminal, bool expected) =>
        Assert.Equal(expected, Ink.IsWelcome(isRedirected, noColor, terminal));

    [Theory]
    [InlineData(0.0, 0)]
    [InlineData(1e-5, 0)]
    [InlineData(1.1e-5, 1)]
    [InlineData(double.NaN, 1)]
    public void A_difference_beyond_tolerance_is_counted(double difference, int disagreements)
    {
        using var output = new StringWriter();
        var page = new Page(output, color: false);
        page.Check("this against that", difference);

        Assert.Equal((1, disagreements), (page.Checks, page.Disagreements));
        Assert.Equal(disagreements > 0, output.ToString().Contains('✗', StringComparison.Ordinal));
    }

    private static (int ExitCode, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exitCode = Tour.Run(arguments, output, error, color: false);
        return (exitCode, output.ToString(), error.ToString());
    }

    [GeneratedRegex("^━━ [0-9]+ · .* (?<name>[a-z]+) ━━\r?$", RegexOptions.Multiline)]
    private static partial Regex HeadingPattern();

    [GeneratedRegex("\e\\[[0-9;]*m")]
    private static partial Regex SequencePattern();
}
