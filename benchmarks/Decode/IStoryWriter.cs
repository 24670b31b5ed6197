namespace AttnGen.Benchmarks.Decode;

/// <summary>A language model that writes greedy text.</summary>
internal interface IStoryWriter
{
    /// <summary>Forgets the text.</summary>
    void Clear();

    /// <summary>Reads one token.</summary>
    /// <returns>The likeliest next one.</returns>
    int Next(int token);
}
