using System.Text;
using AttnGen.Tests.Harness;
using TinyStories;
using Xunit;

namespace AttnGen.Tests.Samples;

/// <summary>The command line of the story sample.</summary>
public sealed class StoryOptionsTests
{
    [Fact]
    public void Nothing_gives_a_story_of_256_tokens_with_the_dice_of_the_clock() => Assert.Equal(
        new Options { Path = null, Prompt = "", Steps = 256, Temperature = 1, Seed = null, Help = false }, Parse());

    [Fact]
    public void Every_option_is_read_in_both_ways_of_writing_and_any_order()
    {
        var expected = new Options { Path = "a folder", Prompt = "One day, = x", Steps = 7, Temperature = 0.5f, Seed = ulong.MaxValue };

        Assert.Equal(
            expected,
            Parse("--prompt", "One day, = x", "--steps", "7", "a folder", "--temperature", "0.5", "--seed", "18446744073709551615"));
        Assert.Equal(
            expected,
            Parse("a folder", "--seed=18446744073709551615", "--temperature=0.5", "--steps=7", "--prompt=One day, = x"));
    }

    [Fact]
    public void A_prompt_may_look_like_an_option_or_be_empty()
    {
        Assert.Equal("--help", Parse("--prompt", "--help").Prompt);
        Assert.Equal("", Parse("--prompt", "").Prompt);
    }

    [Fact]
    public void Numbers_are_read_alike_in_every_culture()
    {
        using var hostile = new HostileCulture();

        Assert.Equal(0.25f, Parse("--temperature", "0.25").Temperature);
    }

    [Theory]
    [InlineData("--steps needs a whole number, 1 … 512, not '0'.", "--steps", "0")]
    [InlineData("--steps needs a whole number, 1 … 512, not '513'.", "--steps=513")]
    [InlineData("--steps needs a whole number, 1 … 512, not '-3'.", "--steps", "-3")]
    [InlineData("--steps needs a whole number, 1 … 512, not 'many'.", "--steps", "many")]
    [InlineData("--steps needs a whole number, 1 … 512.", "--steps")]
    [InlineData("--temperature needs a number from 0 on, not '-1'.", "--temperature", "-1")]
    [InlineData("--temperature needs a number from 0 on, not 'NaN'.", "--temperature", "NaN")]
    [InlineData("--temperature needs a number from 0 on, not '1e39'.", "--temperature", "1e39")]
    [InlineData("--temperature needs a number from 0 on, not 'hot'.", "--temperature=hot")]
    [InlineData("--temperature needs a number from 0 on.", "--temperature")]
    [InlineData("--seed needs a whole number from 1 on, not '0'.", "--seed", "0")]
    [InlineData("--seed needs a whole number from 1 on, not '18446744073709551616'.", "--seed", "18446744073709551616")]
    [InlineData("--seed needs a whole number from 1 on.", "--seed")]
    [InlineData("--prompt needs a text in quotes.", "--prompt")]
    [InlineData("--steps is given twice.", "--steps", "3", "--steps=4")]
    [InlineData("There is no option --colour.", "--colour", "red")]
    [InlineData("There is no option -x.", "-x")]
    [InlineData("One path is enough, but there are a and b.", "a", "b")]
    [InlineData("The path is empty.", "")]
    public void A_mistake_is_one_line_and_exit_code_1(string expected, params string[] args)
    {
        StoryRun run = StoryRun.Of(args);

        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.StartsWith(expected, run.Error, StringComparison.Ordinal);
        Assert.EndsWith(" Try --help.\n", run.Error, StringComparison.Ordinal);
        Assert.Equal(run.Error.Length - 1, run.Error.IndexOf('\n', StringComparison.Ordinal));
    }

    [Fact]
    public void A_prompt_that_is_too_long_is_a_mistake()
    {
        StoryFiles.OrSkip();

        StoryRun run = StoryRun.Of("--prompt", new string('~', 600));

        Assert.Equal((1, 0), (run.ExitCode, run.Output.Length));
        Assert.Equal("The prompt has 602 tokens, and the model remembers 512: shorten it.\n", run.Error);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("-?")]
    public void Help_names_every_option_and_where_the_model_can_be_had(string option)
    {
        StoryRun run = StoryRun.Of(option);

        string help = Encoding.UTF8.GetString(run.Output);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.All(
            (string[])["--prompt", "--steps", "--temperature", "--seed", "--help", "path", "https://huggingface.co/karpathy/tinyllamas"],
            name => Assert.Contains(name, help, StringComparison.Ordinal));
    }

    private static Options Parse(params string[] args)
    {
        Assert.True(Options.TryParse(args, out Options? options, out string? error), error);
        return options;
    }
}
