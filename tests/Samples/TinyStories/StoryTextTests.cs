using System.Numerics.Tensors;
using System.Text;
using System.Text.RegularExpressions;
using TinyStories;
using Xunit;

namespace AttnGen.Tests.Samples;

/// <summary>The stories themselves, on every tier: kernels, cache and all that the sample has around them.</summary>
[Trait("Category", "Kernels")]
public sealed partial class StoryTextTests
{
    [Fact]
    public void The_greedy_story_is_that_of_llama2c_byte_for_byte()
    {
        byte[] expected = StoryFiles.ExpectedText();

        StoryRun run = StoryRun.Of("--temperature", "0", "--steps", "200");

        Assert.Equal((0, Encoding.UTF8.GetString(expected)), (run.ExitCode, Encoding.UTF8.GetString(run.Output)));
        Assert.Equal(expected, run.Output);
        Assert.Matches(Report(), run.Error);
        Assert.StartsWith("200 tokens at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_story_goes_on_from_any_prompt_as_if_it_had_written_it()
    {
        StoryModel model = StoryFiles.ModelOrSkip();
        int[] story = Greedy(model, [Vocabulary.Begin], 200);
        foreach (int length in (int[])[1, 2, 5, 31, 32, 33, 64, 100, 180])
        {
            int[] prompt = [Vocabulary.Begin, .. story[..length]];

            int[] rest = Greedy(model, prompt, 200 - length);

            Assert.Equal(story[length..], rest);
        }
    }

    [Fact]
    public void A_prompt_heads_the_story()
    {
        StoryFiles.OrSkip();
        const string Prompt = "Tom had a red car. He";

        StoryRun run = StoryRun.Of("--prompt", Prompt, "--temperature=0", "--steps=30");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith(Prompt + " ", Encoding.UTF8.GetString(run.Output), StringComparison.Ordinal);
        Assert.StartsWith("30 tokens at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_seeds_tell_equal_stories()
    {
        StoryFiles.OrSkip();
        byte[] Story(string seed) => StoryRun.Of("--seed", seed, "--steps", "60").Output;

        Assert.Equal(Story("7"), Story("7"));
        Assert.NotEqual(Story("7"), Story("8"));
    }

    [Fact]
    public void A_story_ends_where_the_model_can_remember_no_more()
    {
        StoryFiles.OrSkip();

        StoryRun run = StoryRun.Of("--prompt", string.Concat(Enumerable.Repeat("~", 500)), "--temperature", "0", "--steps", "512");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(" The model remembers 512 tokens, so it ends here.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void No_token_allocates_after_the_first()
    {
        StoryModel model = StoryFiles.ModelOrSkip();
        var greedy = new Sampler(0, new Xorshift(1));
        var drawing = new Sampler(1, new Xorshift(1));
        int token = Vocabulary.Begin;
        int Next()
        {
            drawing.Next(model.Read([token]));
            return greedy.Next(model.Read([token]));
        }

        token = Next();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 50; i++)
        {
            token = Next();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void More_than_the_model_can_remember_is_refused()
    {
        StoryModel model = StoryFiles.ModelOrSkip();
        model.Read(new int[500]);

        Assert.Throws<ArgumentException>(() => model.Read(new int[13]).Length);
        Assert.Throws<ArgumentException>(() => model.Read([]).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Read([-1]).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Read([512]).Length);
        Assert.Equal(500, model.Position);
        model.Read(new int[12]);
        Assert.Equal(512, model.Position);
    }

    private static int[] Greedy(StoryModel model, int[] prompt, int count)
    {
        model.Clear();
        var tokens = new int[count];
        ReadOnlySpan<float> logits = model.Read(prompt);
        for (int i = 0; i < count; i++)
        {
            tokens[i] = TensorPrimitives.IndexOfMax(logits);
            logits = model.Read([tokens[i]]);
        }

        return tokens;
    }

    [GeneratedRegex(@"^\d+ tokens at [\d,]+ a second, after \d+ read at [\d,]+ a second; tier \w+(?:, seed \d+)?\.\n$")]
    private static partial Regex Report();
}
