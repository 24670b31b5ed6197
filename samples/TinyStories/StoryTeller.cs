using System.Diagnostics;

namespace TinyStories;

/// <summary>Writes a story token by token, each as soon as it is known.</summary>
internal sealed class StoryTeller(StoryModel model, Vocabulary vocabulary, Sampler sampler, Stream output)
{
    private readonly byte[] _printable = new byte[vocabulary.LongestPiece];

    /// <summary>Writes a story.</summary>
    /// <param name="prompt">The tokens it begins with, headed by <see cref="Vocabulary.Begin"/>.</param>
    /// <param name="most">The most tokens to add to them.</param>
    /// <returns>What it cost.</returns>
    /// <exception cref="ArgumentException">The prompt is empty, or longer than the model can remember.</exception>
    public Telling Tell(ReadOnlySpan<int> prompt, int most)
    {
        model.Clear();
        for (int i = 1; i < prompt.Length; i++)
        {
            Print(prompt[i - 1], prompt[i]);
        }

        long start = Stopwatch.GetTimestamp();
        ReadOnlySpan<float> logits = model.Read(prompt);
        TimeSpan reading = Stopwatch.GetElapsedTime(start);

        start = Stopwatch.GetTimestamp();
        int previous = prompt[^1];
        int written = 0;
        int token = sampler.Next(logits);
        while (token != Vocabulary.Begin)
        {
            Print(previous, token);
            written++;
            if (written == most || model.Position == ModelSize.MaxTokens)
            {
                break;
            }

            previous = token;
            token = sampler.Next(model.Read([token]));
        }

        bool ended = token == Vocabulary.Begin;
        return new Telling(prompt.Length, reading, written, Stopwatch.GetElapsedTime(start), ended);
    }

    /// <summary>A token's bytes but for control characters, which a model should not send to a terminal.</summary>
    private void Print(int previous, int token)
    {
        int count = 0;
        foreach (byte value in vocabulary.Decode(previous, token))
        {
            bool isControl = value is < (byte)' ' and not ((byte)'\n' or (byte)'\t') or 127;
            if (!isControl)
            {
                _printable[count++] = value;
            }
        }

        output.Write(_printable, 0, count);
        output.Flush();
    }
}
