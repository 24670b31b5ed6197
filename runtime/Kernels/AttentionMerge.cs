using System.Numerics;

namespace AttnGen;

/// <summary>
/// Puts attention over many keys together from attention over parts of them: each part gives its output and the log-sum-exp of its scores,
/// and the whole is Σ e^(lse_part − lse) · output_part with lse = ln Σ e^lse_part. This is the step that splits a long context over threads,
/// processes or machines: each takes some of the keys, with <see cref="AttentionShape.LogSumExp"/> set, and one merges what they found.
/// </summary>
/// <remarks>
/// The merge is exact but for rounding, and order does not matter but for that. A part whose keys are all hidden has a log-sum-exp of −∞ and
/// counts for nothing; rows that are so in both parts stay 0. A sink belongs to one part alone, or it would count twice.
/// </remarks>
public static class AttentionMerge
{
    /// <summary>Merges a part into what was merged before.</summary>
    /// <param name="output">What was merged before, rows × dV floats; becomes the whole.</param>
    /// <param name="logSumExp">Its log-sum-exps, one a row; become those of the whole.</param>
    /// <param name="partOutput">The part's output, as many floats.</param>
    /// <param name="partLogSumExp">The part's log-sum-exps, one a row.</param>
    /// <param name="layout">
    /// How rows lie: log-sum-exps are [heads, n] always, outputs [n, heads, dV] (<see cref="HeadLayout.TokenMajor"/>) or [heads, n, dV].
    /// </param>
    /// <param name="heads">The number of heads.</param>
    /// <exception cref="ArgumentException">The lengths do not go together; the exception names the argument.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="heads"/> is below 1, or does not divide the rows.</exception>
    public static void Add(
        Span<float> output,
        Span<float> logSumExp,
        ReadOnlySpan<float> partOutput,
        ReadOnlySpan<float> partLogSumExp,
        int heads = 1,
        HeadLayout layout = HeadLayout.TokenMajor)
    {
        int rows = logSumExp.Length;
        if (heads < 1 || rows % heads != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(heads), heads, $"heads must be at least 1 and divide the {rows} rows of logSumExp.");
        }

        if (partLogSumExp.Length != rows)
        {
            throw new ArgumentException(
                $"partLogSumExp must hold {rows} floats, as logSumExp does, but holds {partLogSumExp.Length}.", nameof(partLogSumExp));
        }

        if (rows == 0 ? output.Length != 0 : output.Length % rows != 0)
        {
            throw new ArgumentException(
                $"output must hold the same number of floats for each of {rows} rows, but holds {output.Length}.", nameof(output));
        }

        if (partOutput.Length != output.Length)
        {
            throw new ArgumentException(
                $"partOutput must hold {output.Length} floats, as output does, but holds {partOutput.Length}.", nameof(partOutput));
        }

        int size = rows == 0 ? 0 : output.Length / rows;
        int queries = rows / heads;
        for (int row = 0; row < rows; row++)
        {
            int place = layout == HeadLayout.HeadMajor ? row : ((row % queries) * heads) + (row / queries);
            AddRow(output.Slice(place * size, size), ref logSumExp[row], partOutput.Slice(place * size, size), partLogSumExp[row]);
        }
    }

    private static void AddRow(Span<float> output, ref float logSumExp, ReadOnlySpan<float> part, float partLogSumExp)
    {
        if (float.IsNegativeInfinity(partLogSumExp))
        {
            return;
        }

        if (float.IsNegativeInfinity(logSumExp))
        {
            part.CopyTo(output);
            logSumExp = partLogSumExp;
            return;
        }

        // In double: the difference of two long sums decides the weights.
        double difference = (double)partLogSumExp - logSumExp;
        double partWeight = 1 / (1 + Math.Exp(-difference));
        logSumExp = (float)(Math.Max(partLogSumExp, logSumExp) + Math.Log(1 + Math.Exp(-Math.Abs(difference))));
        float added = (float)partWeight;
        float kept = (float)(1 - partWeight);
        int number = 0;
        for (; number <= output.Length - Vector<float>.Count; number += Vector<float>.Count)
        {
            var merged = (new Vector<float>(output[number..]) * kept) + (new Vector<float>(part[number..]) * added);
            merged.CopyTo(output[number..]);
        }

        for (; number < output.Length; number++)
        {
            output[number] = (output[number] * kept) + (part[number] * added);
        }
    }
}
