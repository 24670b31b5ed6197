#if ATTNGEN_GENERATOR
namespace AttnGen.Generator;
#else
namespace AttnGen;
#endif

/// <summary>Counts the pairs of a query and a key that it sees. The generator compiles this very file.</summary>
internal static class VisiblePairs
{
    /// <summary>The pairs of a whole shape.</summary>
    public static long Count(int queries, int keys, CausalAlignment causal)
    {
        if (causal == CausalAlignment.None)
        {
            return (long)queries * keys;
        }

        // Query after query sees first, first + 1 … last keys: below 1 none of them, and never more than all.
        long first = causal == CausalAlignment.BottomRight ? (long)keys - queries + 1 : 1;
        long last = first + queries - 1;
        long low = Math.Max(first, 1);
        long high = Math.Min(last, keys);
        long growing = low > high ? 0 : (low + high) * (high - low + 1) / 2;
        return growing + (keys * Math.Max(0, last - Math.Max(keys, first - 1)));
    }
}
