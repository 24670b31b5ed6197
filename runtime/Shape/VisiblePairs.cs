#if ATTNGEN_GENERATOR
namespace AttnGen.Generator;
#else
namespace AttnGen;
#endif

/// <summary>Counts the pairs of a query and a key that it sees. The generator compiles this very file.</summary>
internal static class VisiblePairs
{
    /// <summary>The pairs of a whole shape.</summary>
    public static long Count(int queries, int keys, CausalAlignment causal, int leftWindow, int rightWindow)
    {
        if (leftWindow >= 0 || (rightWindow >= 0 && causal == CausalAlignment.None))
        {
            return CountWindows(queries, keys, causal, leftWindow, rightWindow);
        }

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

    private static long CountWindows(int queries, int keys, CausalAlignment causal, int leftWindow, int rightWindow)
    {
        long offset = causal == CausalAlignment.BottomRight ? (long)keys - queries : 0;
        long pairs = 0;
        for (int query = 0; query < queries; query++)
        {
            long place = query + offset;
            long first = leftWindow < 0 ? 0 : Math.Max(0, place - leftWindow);
            long last = keys - 1;
            last = causal != CausalAlignment.None ? Math.Min(last, place) : rightWindow >= 0 ? Math.Min(last, place + rightWindow) : last;
            pairs += Math.Max(0, last - first + 1);
        }

        return pairs;
    }
}
