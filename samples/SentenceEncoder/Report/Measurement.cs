using System.Diagnostics;

namespace SentenceEncoder;

/// <summary>What encoding a sentence costs.</summary>
/// <param name="Median">The median time of a sentence.</param>
/// <param name="Calls">The number of calls measured.</param>
/// <param name="AllocatedBytes">What all of them together allocated on the managed heap.</param>
internal sealed record Measurement(TimeSpan Median, int Calls, long AllocatedBytes)
{
    private const int LeastRounds = 3;
    private const int MostRounds = 2000;

    // The JIT compiles hot methods anew in the background, from 100 ms after the last cold one was met.
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(600);
    private static readonly TimeSpan Measuring = TimeSpan.FromMilliseconds(600);

    /// <summary>Encodes the sentences over and over.</summary>
    public static Measurement Of(UniversalSentenceEncoder encoder, IReadOnlyList<TokenizedSentence> sentences)
    {
        var embedding = new float[ModelSize.Width];
        var clock = Stopwatch.StartNew();
        do
        {
            Round(encoder, sentences, embedding, default);
        }
        while (clock.Elapsed < WarmUp);

        // The room for the times is taken before anything is counted.
        var times = new long[MostRounds * sentences.Count];
        int calls = 0;
        long before = GC.GetAllocatedBytesForCurrentThread();
        clock.Restart();
        do
        {
            Round(encoder, sentences, embedding, times.AsSpan(calls, sentences.Count));
            calls += sentences.Count;
        }
        while (calls < times.Length && (clock.Elapsed < Measuring || calls < LeastRounds * sentences.Count));

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Array.Sort(times, 0, calls);
        return new Measurement(Stopwatch.GetElapsedTime(0, times[calls / 2]), calls, allocated);
    }

    private static void Round(
        UniversalSentenceEncoder encoder, IReadOnlyList<TokenizedSentence> sentences, Span<float> embedding, Span<long> times)
    {
        for (int i = 0; i < sentences.Count; i++)
        {
            long start = Stopwatch.GetTimestamp();
            encoder.Encode(sentences[i].Ids, embedding);
            if (!times.IsEmpty)
            {
                times[i] = Stopwatch.GetTimestamp() - start;
            }
        }
    }
}
