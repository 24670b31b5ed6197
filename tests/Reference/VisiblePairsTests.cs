using Xunit;

namespace AttnGen.Tests.Reference;

/// <summary>The operations of a causal shape are those of the pairs that it needs, counted one by one.</summary>
public sealed class VisiblePairsTests
{
    [Fact]
    public void Only_pairs_that_are_visible_are_counted()
    {
        foreach (CausalAlignment causal in Enum.GetValues<CausalAlignment>())
        {
            for (int queries = 1; queries <= 9; queries++)
            {
                for (int keys = 1; keys <= 9; keys++)
                {
                    int offset = causal == CausalAlignment.BottomRight ? keys - queries : 0;
                    long pairs = 0;
                    for (int query = 0; query < queries; query++)
                    {
                        pairs += Enumerable.Range(0, keys).Count(key => causal == CausalAlignment.None || key <= query + offset);
                    }

                    var shape = new AttentionShape(queries, 1, 3) { Heads = 2, DV = 5, KeyValueLength = keys, Causal = causal };
                    Assert.Equal(2 * 2 * pairs * (3 + 5), shape.AttendFlops);
                }
            }
        }
    }
}
