using Xunit;

namespace AttnGen.Tests.Reference;

/// <summary>The operations of a shape are those of the pairs that it needs, counted one by one.</summary>
public sealed class VisiblePairsTests
{
    private static readonly int[] s_windows = [-1, 0, 1, 2, 5, 12];

    [Fact]
    public void Only_pairs_that_are_visible_are_counted()
    {
        foreach (CausalAlignment causal in Enum.GetValues<CausalAlignment>())
        {
            for (int queries = 1; queries <= 9; queries++)
            {
                for (int keys = 1; keys <= 9; keys++)
                {
                    foreach (int left in s_windows)
                    {
                        foreach (int right in s_windows)
                        {
                            AssertCount(queries, keys, causal, left, right);
                        }
                    }
                }
            }
        }
    }

    private static void AssertCount(int queries, int keys, CausalAlignment causal, int left, int right)
    {
        int offset = causal == CausalAlignment.BottomRight ? keys - queries : 0;
        long pairs = 0;
        for (int query = 0; query < queries; query++)
        {
            int place = query + offset;
            pairs += Enumerable.Range(0, keys).Count(key =>
                (causal == CausalAlignment.None || key <= place)
                && (left < 0 || key >= place - left)
                && (right < 0 || key <= place + right));
        }

        var shape = new AttentionShape(queries, 1, 3)
        {
            Heads = 2,
            DV = 5,
            KeyValueLength = keys,
            Causal = causal,
            LeftWindow = left,
            RightWindow = right,
        };
        Assert.Equal(2 * 2 * pairs * (3 + 5), shape.AttendFlops);
    }
}
