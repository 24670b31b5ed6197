using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Plan;

/// <summary>Plans attention one query after the other, and says what it costs.</summary>
internal static class RowAttentionPlanner
{
    /// <summary>The scores of all heads stay below so many bytes (1 MB).</summary>
    private const long MostScoreBytes = 1 << 20;

    /// <summary>What one key costs beside the loads of its vectors: its part in folding the sums of products.</summary>
    private const double FoldCycles = 5;

    /// <summary>One vector of a key or a value, loaded and multiplied: more than the load alone, since nothing is read twice.</summary>
    private const double VectorCycles = 1.5;

    /// <summary>What one vector of scores costs in the softmax.</summary>
    private const double ExponentialCycles = 6;

    /// <summary>What one head of one query costs beside.</summary>
    private const double RowOverhead = 60;

    /// <summary>Whether the tier can: without vectors there is no lane to be wasted, and the scores of all keys must fit.</summary>
    public static bool Can(AttentionSpec spec, Tier tier) => tier.Lanes > 1 && (long)spec.Heads * spec.KeyValueLength * tier.Number.Bytes <= MostScoreBytes;

    /// <summary>The cycles of all queries of one head.</summary>
    public static double Cost(AttentionSpec spec, Tier tier, int queries)
    {
        double keys = spec.KeyValueLength * KeyVisibility.Of(spec).Share(spec, 1);
        double perKey = ((tier.VectorsFor(spec.DK) + tier.VectorsFor(spec.DV)) * VectorCycles) + FoldCycles;
        return queries * ((keys * perKey) + (keys / tier.Lanes * ExponentialCycles) + RowOverhead);
    }

    /// <summary>
    /// The heads whose sums fit the registers beside a weight and a value: a divisor of all heads, and whole groups or an equal part of one,
    /// so that what a group shares is at hand.
    /// </summary>
    public static int HeadsTogether(AttentionSpec spec, Tier tier)
    {
        int most = Math.Max(1, (tier.Registers - 2) * 4 / 5 / VectorPiece.Of(spec.DV, tier.Lanes).Count);
        return Enumerable.Range(1, Math.Min(most, spec.Heads)).Last(heads =>
            spec.Heads % heads == 0 && (heads % spec.GroupSize == 0 || spec.GroupSize % heads == 0));
    }
}
