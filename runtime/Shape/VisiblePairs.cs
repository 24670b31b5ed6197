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
        long offset = causal == CausalAlignment.BottomRight ? (long)keys - queries : 0;
        int right = causal == CausalAlignment.None ? rightWindow : 0;
        long upToLast = right < 0 ? (long)queries * keys : Growing(queries, keys, offset + right + 1);
        long beforeFirst = leftWindow < 0 ? 0 : Growing(queries, keys, offset - leftWindow);
        return upToLast - beforeFirst;
    }

    /// <summary>Query after query has first, first + 1 … last keys: below 1 none of them, and never more than all.</summary>
    private static long Growing(int queries, int keys, long first)
    {
        long last = first + queries - 1;
        long low = Math.Max(first, 1);
        long high = Math.Min(last, keys);
        long growing = low > high ? 0 : (low + high) * (high - low + 1) / 2;
        return growing + (keys * Math.Max(0, last - Math.Max(keys, first - 1)));
    }
}
