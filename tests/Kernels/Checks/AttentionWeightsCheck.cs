using System.Globalization;
using AttnGen.Tests.Kernels.Problems;
using Xunit;

namespace AttnGen.Tests.Kernels.Checks;

/// <summary>What attention weights must be whatever the scores: rows of probabilities, zero wherever something is masked.</summary>
internal static class AttentionWeightsCheck
{
    // A few roundings in each weight and in their sum.
    private const double SumTolerance = 4e-6;

    public static void Run(AttentionShape shape, Entry entry, int length, ReadOnlySpan<float> weights, string what)
    {
        string Where(int head, int query) => $"{what}: attention weights of head {head}, query {query}";
        int rows = shape.ComputedRows(entry, length);
        for (int head = 0; head < shape.Heads; head++)
        {
            for (int query = 0; query < shape.N; query++)
            {
                ReadOnlySpan<float> row = weights.Slice(((head * shape.N) + query) * shape.KeyValueLength, shape.KeyValueLength);
                int visible = query < rows ? shape.KeysSeen(entry, query, length) : 0;
                if (row[visible..].ContainsAnyExcept(0f))
                {
                    Assert.Fail($"{Where(head, query)} are not zero where keys are masked.");
                }

                double sum = 0;
                foreach (float weight in row[..visible])
                {
                    sum += weight;
                }

                double expected = visible == 0 ? 0 : 1;
                if (!(Math.Abs(sum - expected) <= SumTolerance))
                {
                    Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"{Where(head, query)} add up to {sum:R}, not to {expected}."));
                }
            }
        }
    }
}
