using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Plan;

/// <summary>Scoring, softmax and aggregation of all heads.</summary>
internal abstract record AttentionPlan
{
    /// <summary>What the method that loops over heads and blocks is called.</summary>
    public required string Name { get; init; }

    /// <summary>Where the operands lie.</summary>
    public required OperandLayout Layout { get; init; }

    /// <summary>How keys and values are stored: in what is computed with, or in 16 bits.</summary>
    public required ElementType Stored { get; init; }

    /// <summary>Whether keys and values are stored in 16 bits.</summary>
    public bool IsNarrow => Stored is ElementType.Float16 or ElementType.BFloat16;

    /// <summary>The number of heads.</summary>
    public required int Heads { get; init; }

    /// <summary>How many neighbouring heads read the same keys and values.</summary>
    public required int GroupSize { get; init; }

    /// <summary>The number of heads of keys and values.</summary>
    public int KeyValueHeads => Heads / GroupSize;

    /// <summary>The number of queries.</summary>
    public required int Queries { get; init; }

    /// <summary>The number of keys.</summary>
    public required int Keys { get; init; }

    /// <summary>Which of the keys a query sees.</summary>
    public required KeyVisibility Visibility { get; init; }

    /// <summary>What becomes of the scores before the softmax; null for nothing, or causality alone.</summary>
    public required ScoreEdits? Edits { get; init; }

    /// <summary>The logit without a value.</summary>
    public required SinkKind Sink { get; init; }

    /// <summary>Whether ln Σ e^score can be asked for.</summary>
    public required bool OffersLogSumExp { get; init; }

    /// <summary>Whether a tile may meet keys that some of its queries do not see, and leaves them to a step of their own.</summary>
    public bool HasEdge => Edits is null && Visibility.HasEdge;

    /// <summary>Whether methods are told the place of the first query.</summary>
    public bool HasPlace => Visibility.HasEdge || Edits is { NeedDistances: true };

    /// <summary>Whether methods take operands beside queries, keys and values.</summary>
    public required bool HasOperands { get; init; }

    /// <summary>
    /// What the queries are multiplied with while they are transposed: the scale, times log₂e, since the softmax works in base 2.
    /// </summary>
    public required double QueryFactor { get; init; }

    /// <summary>The distance between the rows of two heads in the attention weights: all queries of the shape, times the keys.</summary>
    public required long WeightsHeadStride { get; init; }

    /// <summary>Whether the attention weights can be asked for.</summary>
    public required bool OffersWeights { get; init; }

    /// <summary>The scratch memory, in floats.</summary>
    public abstract int ScratchLength { get; }
}
