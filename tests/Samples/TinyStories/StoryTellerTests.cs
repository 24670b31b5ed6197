using TinyStories;
using Xunit;

namespace AttnGen.Tests.Samples;

/// <summary>A story is written as it comes.</summary>
public sealed class StoryTellerTests
{
    [Fact]
    public void Every_token_is_written_and_flushed_before_the_next_is_computed()
    {
        StoryModel model = StoryFiles.ModelOrSkip();
        var stream = new Recorder(() => model.Position);
        var teller = new StoryTeller(model, StoryFiles.VocabularyOrSkip(), new Sampler(0, new Xorshift(1)), stream);

        Telling telling = teller.Tell([Vocabulary.Begin, 403, 407], most: 20);

        // The prompt first, of two tokens, before the model has read it; then a token after each step.
        Assert.Equal([0, 0, .. Enumerable.Range(3, 20)], stream.Flushes);
        Assert.Equal((3, 20, false), (telling.Read, telling.Written, telling.Ended));
    }

    [Fact]
    public void A_story_that_cannot_be_written_is_one_line_and_no_crash()
    {
        StoryFiles.OrSkip();
        using var error = new StringWriter { NewLine = "\n" };

        int exitCode = Program.Run(["--steps", "5"], new Full(), error);

        Assert.Equal((1, "The story cannot be written: No space left.\n"), (exitCode, error.ToString()));
    }

    /// <summary>Notes where the model is at each flush.</summary>
    private sealed class Recorder(Func<int> position) : MemoryStream
    {
        public List<int> Flushes { get; } = [];

        public override void Flush() => Flushes.Add(position());
    }

    private sealed class Full : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("No space left.");
    }
}
