using AttentionTour.Kernels;
using AttentionTour.Numbers;
using AttentionTour.Printing;
using static System.FormattableString;

namespace AttentionTour.Claims;

/// <summary>How far one word can make itself heard.</summary>
internal static class DistanceClaim
{
    /// <summary>One sentence length, growing distances.</summary>
    public static DistanceMeasurement[] MeasureDistances(int seed)
    {
        int words = N256Kernel.Shape.N;
        int[] distances = [1, 2, 4, 8, 16, 32, 64, 128, words - 1];
        return [.. distances.Select(distance => DistanceMeasurement.Of(words, distance, seed))];
    }

    /// <summary>The first word heard by the last, in growing sentences.</summary>
    public static DistanceMeasurement[] MeasureLengths(int seed)
    {
        int[] lengths = [4, 8, 16, 32, 64, 128, 256];
        return [.. lengths.Select(words => DistanceMeasurement.Of(words, words - 1, seed))];
    }

    /// <summary>The factor by which a recurrence's memory shrinks a step, from distance 1 to 64.</summary>
    public static double RetainedPerStep(DistanceMeasurement[] distances)
    {
        DistanceMeasurement near = distances.Single(row => row.Distance == 1);
        DistanceMeasurement far = distances.Single(row => row.Distance == 64);
        return Math.Pow(far.Recurrent / near.Recurrent, 1.0 / (far.Distance - near.Distance));
    }

    /// <summary>The exponent with which attention's hearing shrinks as the sentence grows.</summary>
    public static double DilutionExponent(DistanceMeasurement[] lengths) =>
        PowerLaw.Exponent([.. lengths.Select(row => (double)row.Words)], [.. lengths.Select(row => row.Attention)]);

    /// <summary>Prints the measurement.</summary>
    public static void Show(Page page, int seed)
    {
        DistanceMeasurement[] distances = MeasureDistances(seed);
        DistanceMeasurement[] lengths = MeasureLengths(seed);
        DistanceMeasurement first = distances[0];
        DistanceMeasurement last = distances[^1];
        double retained = RetainedPerStep(distances);
        double exponent = DilutionExponent(lengths);

        page.Quote(
            "In an RNN, the distance between the word “The” at the start of a chapter and “it” at the end is [n] steps of computation. In "
            + "Self-Attention, the distance is always one.");
        page.Prose($"""
            In {last.Words} random words, one is exchanged for another. How much of that does the last word hear? ‖Δoutput‖ /
            ‖Δword‖, through one untrained attention layer (a generated kernel) and through a plain recurrence h = tanh(W·h + U·x),
            also untrained; the median of {DistanceMeasurement.Trials} draws.
            """);
        page.Table(
            [new("distance"), new("heard", "attention"), new("steps", "attention"), new("heard", "recurrence"), new("steps", "recurrence")],
            distances.Select(row => new[]
            {
                Invariant($"{row.Distance}"),
                Figures.Small(row.Attention),
                "1",
                Figures.Small(row.Recurrent),
                Invariant($"{row.Distance}"),
            }));
        page.Prose($"""
            Attention hears the farthest word as well as the nearest. The recurrence keeps {retained:0.00} of it a step, and that
            although its random W has the gain {Recurrence.StateGain:0.0}: below, it forgets faster, and far above, it becomes
            chaotic.
            """);

        page.Prose($"But the weights of a row share a sum of 1. How much of the first word the last one hears, as the sentence grows:");
        page.Table(
            [new("words"), new("heard"), new("heard × words")],
            lengths.Select(row => new[]
            {
                Invariant($"{row.Words}"),
                Figures.Small(row.Attention),
                Invariant($"{row.Attention * row.Words:0.00}"),
            }));
        page.Finding(
            Verdict.WithinLimits,
            "Any two words are one step apart",
            $"""
            Distance costs nothing: {Figures.Small(first.Attention)} heard from distance 1 and {Figures.Small(last.Attention)} from
            {last.Distance}, in one step. Company does: weights sum to 1, so what one of n alike words can say falls as
            n^{exponent:0.00}. To hold 0.85 of the attention a word's score must stand ln(0.85·(n − 1) / 0.15) above the others:
            {Needed(10):0.0} among 10 words, {Needed(131072):0.0} among 128k.
            """);
        page.Finding(
            Verdict.WithinLimits,
            "A recurrence has forgotten the first sentence when the last one comes",
            $"""
            This plain one has: it keeps {retained:0.00} a step. An LSTM's gates were invented to bring that factor near 1, and can; the
            {last.Distance} steps one after the other remain.
            """);
    }

    private static double Needed(int n) => Math.Log(0.85 * (n - 1) / 0.15);
}
