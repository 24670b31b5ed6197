using AttnGen.Benchmarks.Engines;
using TinyStories;

namespace AttnGen.Benchmarks.Decode;

/// <summary>Writes one text from its beginning, again and again.</summary>
internal sealed class StoryEngine(IStoryWriter writer, int tokens) : IEngine
{
    private readonly int[] _tokens = new int[tokens];

    /// <summary>The text.</summary>
    public ReadOnlySpan<int> Tokens => _tokens;

    /// <inheritdoc/>
    public void Run()
    {
        writer.Clear();
        int token = Vocabulary.Begin;
        for (int i = 0; i < _tokens.Length; i++)
        {
            token = writer.Next(token);
            _tokens[i] = token;
        }
    }

    /// <inheritdoc/>
    public void CopyOutput(Span<float> destination)
    {
        for (int i = 0; i < _tokens.Length; i++)
        {
            destination[i] = _tokens[i];
        }
    }

    /// <summary>What one more text allocates.</summary>
    public long AllocatedBytes()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
