using AttnGen.Generated;

namespace AttnGen;

/// <summary>The optional parts of a batch, checked for all its entries, and those of one entry.</summary>
internal readonly ref struct BatchParts
{
    private readonly BatchArguments _all;
    private readonly int _batch;
    private readonly bool _hasDataPerEntry;

    /// <summary>Checks what can differ between entries. What a shape has no use for is found by the first entry's call, before it writes.</summary>
    /// <param name="shape">The kernel's shape.</param>
    /// <param name="batch">The number of entries.</param>
    /// <param name="all">The parts of all entries.</param>
    public BatchParts(AttentionShape shape, int batch, BatchArguments all)
    {
        BatchChecks.Numbers(all.Lengths, batch, shape.KeyValueLength, "lengths");
        if (shape.Rope == RopePairing.None)
        {
            Guard.Absent(all.Positions.Length, "positions", "the shape has no Rope");
        }

        BatchChecks.Numbers(all.Positions, batch, int.MaxValue - shape.N, "positions");
        BatchChecks.Result(all.AttentionWeights.Length, batch, shape.AttentionWeightsLength, "attentionWeights");
        BatchChecks.Result(all.LogSumExp.Length, batch, shape.LogSumExpLength, "logSumExp");
        BatchChecks.Result(all.Scores.Length, batch, shape.AttentionWeightsLength, "scores");
        if (all.MaskPerEntry)
        {
            BatchChecks.Masks(all.BooleanMask.Length, batch);
            BatchChecks.Masks(all.AdditiveMask.Length, batch);
        }

        _all = all;
        _batch = batch;

        // Data of another length goes whole to the first entry's call, which refuses it.
        _hasDataPerEntry = shape.Modifier is { } modifier && all.ModifierData.Length == (long)batch * modifier.DataLength(shape);
    }

    /// <summary>The parts of one entry.</summary>
    public AttentionArguments this[int entry] => new()
    {
        Context = Slice(_all.Context, entry, _batch),
        Length = _all.Lengths.IsEmpty ? null : _all.Lengths[entry],
        Position = _all.Positions.IsEmpty ? 0 : _all.Positions[entry],
        AttentionWeights = Slice(_all.AttentionWeights, entry, _batch),
        BooleanMask = _all.MaskPerEntry ? Slice(_all.BooleanMask, entry, _batch) : _all.BooleanMask,
        AdditiveMask = _all.MaskPerEntry ? Slice(_all.AdditiveMask, entry, _batch) : _all.AdditiveMask,
        MaskKeys = _all.MaskKeys,
        RelativeBias = _all.RelativeBias,
        Sink = _all.Sink,
        ModifierData = _hasDataPerEntry ? Slice(_all.ModifierData, entry, _batch) : _all.ModifierData,
        LogSumExp = Slice(_all.LogSumExp, entry, _batch),
        Scores = Slice(_all.Scores, entry, _batch),
    };

    /// <summary>An entry's share of an operand that all share equally.</summary>
    public static ReadOnlySpan<T> Slice<T>(ReadOnlySpan<T> all, int entry, int batch) => all.Slice(entry * (all.Length / batch), all.Length / batch);

    /// <inheritdoc cref="Slice{T}(ReadOnlySpan{T}, int, int)"/>
    public static Span<T> Slice<T>(Span<T> all, int entry, int batch) => all.Slice(entry * (all.Length / batch), all.Length / batch);

    /// <summary>Throws if what one entry writes is what another reads or writes.</summary>
    /// <exception cref="ArgumentException">It is.</exception>
    public void CheckApart(ReadOnlySpan<float> output)
    {
        CheckApart(output, _all.AdditiveMask, "mask");
        CheckApart(output, _all.RelativeBias, "relativeBias");
        CheckApart(output, _all.Sink, "sink");
        CheckApart(output, _all.ModifierData, "modifierData");
        Guard.Apart(output, _all.BooleanMask, "output");
        Guard.Apart(_all.AttentionWeights, _all.BooleanMask, "attentionWeights");
        Guard.Apart(_all.LogSumExp, _all.BooleanMask, "logSumExp");
        Guard.Apart(_all.Scores, _all.BooleanMask, "scores");
        Guard.Apart(_all.AttentionWeights, output, "attentionWeights", "output");
        Guard.Apart(_all.LogSumExp, output, "logSumExp", "output");
        Guard.Apart(_all.LogSumExp, _all.AttentionWeights, "logSumExp", "attentionWeights");
        Guard.Apart(_all.Scores, output, "scores", "output");
        Guard.Apart(_all.Scores, _all.AttentionWeights, "scores", "attentionWeights");
        Guard.Apart(_all.Scores, _all.LogSumExp, "scores", "logSumExp");
    }

    /// <summary>Throws if what one entry writes is what another reads.</summary>
    /// <exception cref="ArgumentException">It is.</exception>
    public void CheckApart(ReadOnlySpan<float> output, ReadOnlySpan<float> read, string name)
    {
        Guard.Apart(output, read, "output", name);
        Guard.Apart(_all.AttentionWeights, read, "attentionWeights", name);
        Guard.Apart(_all.LogSumExp, read, "logSumExp", name);
        Guard.Apart(_all.Scores, read, "scores", name);
    }
}
