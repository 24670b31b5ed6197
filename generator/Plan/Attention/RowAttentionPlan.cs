namespace AttnGen.Generator.Plan;

/// <summary>
/// Attention one query after the other, for few of them: scores are dot products with the numbers of a key in the lanes, the softmax has
/// keys in the lanes, and the aggregation the numbers of a value. Keys and values pass by once for each query, all heads together, as they
/// lie in memory: a block of queries would spend most of its lanes on queries that are not there.
/// </summary>
internal sealed record RowAttentionPlan : AttentionPlan
{
    /// <summary>The size of one head's query and key.</summary>
    public required int DK { get; init; }

    /// <summary>The size of one head's value.</summary>
    public required int DV { get; init; }

    /// <summary>From one head's scores to the next: the keys, in whole vectors.</summary>
    public required int ScoreStride { get; init; }

    /// <summary>The heads whose values are summed together, as many as registers hold.</summary>
    public required int HeadsTogether { get; init; }

    /// <summary>Where one over each head's sum lies in scratch memory, behind the scores.</summary>
    public int ReciprocalStart => Heads * ScoreStride;

    /// <summary>Where the mask of one query and head lies, behind the reciprocals.</summary>
    public int MaskStart => ReciprocalStart + Heads;

    /// <summary>Where the relative bias of one query and head lies.</summary>
    public int BiasStart => MaskStart + (Edits is null or { Mask: MaskKind.None } ? 0 : ScoreStride);

    /// <summary>Where one value of 16 bits lies as floats, if it is not finite and is added apart.</summary>
    public int WideValueStart => BiasStart + (Edits is { RelativeBias: true } ? ScoreStride : 0);

    /// <inheritdoc/>
    public override int ScratchLength => WideValueStart + (IsNarrow && Edits is { HideKeys: true } ? DV : 0);
}
