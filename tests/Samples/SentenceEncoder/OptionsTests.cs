using SentenceEncoder;
using Xunit;

namespace AttnGen.Tests.Samples;

/// <summary>The sample's command line.</summary>
public sealed class OptionsTests
{
    [Fact]
    public void Nothing_gives_the_examples()
    {
        Options options = Parse();
        Assert.Equal("The bank was closed because the vault was stuck.", options.Pictured);
        Assert.Contains(options.Pictured, options.Sentences);
        Assert.Equal(Path.Combine("artifacts", "attention.svg"), options.SvgPath);
        Assert.False(options.Help);
    }

    [Fact]
    public void Whatever_is_no_option_is_a_sentence()
    {
        Options options = Parse("one", "--svg", "x.svg", "two", "--sentence=a = b", "", "-", "- a dash", "--", "--help", "--");
        Assert.Equal(["one", "two", "", "-", "- a dash", "--help", "--"], options.Sentences);
        Assert.Equal("x.svg", options.SvgPath);
        Assert.Equal("a = b", options.Pictured);
        Assert.False(options.Help);
    }

    [Fact]
    public void A_value_may_look_like_an_option_or_be_empty()
    {
        Assert.Equal("--help", Parse("--sentence", "--help").Pictured);
        Assert.Equal("", Parse("--sentence", "").Pictured);
        Assert.Equal("", Parse("--sentence=").Pictured);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("-?")]
    public void Help_is_asked_for_by_its_usual_names(string option) => Assert.True(Parse("a", option).Help);

    [Theory]
    [InlineData("There is no option --colour", "--colour")]
    [InlineData("There is no option --colour", "--colour=always")]
    [InlineData("There is no option -x", "a", "-x")]
    [InlineData("--svg needs the path of a file", "--svg")]
    [InlineData("--svg needs the path of a file", "--svg", "")]
    [InlineData("--sentence needs a sentence in quotes", "a", "--sentence")]
    [InlineData("--sentence is given twice", "--sentence", "a", "--sentence=b")]
    [InlineData("--svg is given twice", "--svg=a", "--svg", "b")]
    public void A_mistake_is_named(string expected, params string[] args)
    {
        Assert.False(Options.TryParse(args, out _, out string? error));
        Assert.StartsWith(expected, error, StringComparison.Ordinal);
    }

    private static Options Parse(params string[] args)
    {
        Assert.True(Options.TryParse(args, out Options? options, out string? error), error);
        return options;
    }
}
