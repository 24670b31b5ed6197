using AttnGen.Generated;

namespace AttnGen;

/// <summary>The optional parts of a batch, checked for all its entries, and those of one entry.</summary>
internal readonly ref struct BatchParts<TElement>
    where TElement : unmanaged
{
    private readonly BatchArguments<TElement> _all;
    private readonly int _batch;
    private readonly bool _hasDataPerEntry;

    /// <summary>Checks what can differ between entries. What a shape has no use for is found by the first entry's call, before it writes.</summary>
    /// <param name="shape">The kernel's shape.</param>
    /// <param name="batch">The number of entries.</param>
    /// <param name="all">The parts of all entries.</param>
    public BatchParts(AttentionShape shape, int batch, BatchArguments<TElement> all)
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
    public AttentionArguments<TElement> this[int entry] => new()
    {
        Context = BatchShare.Of(_all.Context, entry, _batch),
        Length = _all.Lengths.IsEmpty ? null : _all.Lengths[entry],
        Position = _all.Positions.IsEmpty ? 0 : _all.Positions[entry],
        AttentionWeights = BatchShare.Of(_all.AttentionWeights, entry, _batch),
        BooleanMask = _all.MaskPerEntry ? BatchShare.Of(_all.BooleanMask, entry, _batch) : _all.BooleanMask,
        AdditiveMask = _all.MaskPerEntry ? BatchShare.Of(_all.AdditiveMask, entry, _batch) : _all.AdditiveMask,
        MaskKeys = _all.MaskKeys,
        RelativeBias = _all.RelativeBias,
        Sink = _all.Sink,
        ModifierData = _hasDataPerEntry ? BatchShare.Of(_all.ModifierData, entry, _batch) : _all.ModifierData,
        LogSumExp = BatchShare.Of(_all.LogSumExp, entry, _batch),
        Scores = BatchShare.Of(_all.Scores, entry, _batch),
    };

    /// <summary>Throws if what one entry writes is what another reads or writes.</summary>
    /// <exception cref="ArgumentException">It is.</exception>
    public void CheckApart(ReadOnlySpan<TElement> output)
    {
        CheckApart(output, _all.AdditiveMask, "mask");
        CheckApartFrom(output, _all.RelativeBias, "relativeBias");
        CheckApartFrom(output, _all.Sink, "sink");
        CheckApartFrom(output, _all.ModifierData, "modifierData");
        Guard.Apart<TElement, bool>(output, _all.BooleanMask, "output", "mask");
        Guard.Apart(_all.AttentionWeights, _all.BooleanMask, "attentionWeights");
        Guard.Apart(_all.LogSumExp, _all.BooleanMask, "logSumExp");
        Guard.Apart(_all.Scores, _all.BooleanMask, "scores");
        Guard.Apart<float, TElement>(_all.AttentionWeights, output, "attentionWeights", "output");
        Guard.Apart<float, TElement>(_all.LogSumExp, output, "logSumExp", "output");
        Guard.Apart(_all.LogSumExp, _all.AttentionWeights, "logSumExp", "attentionWeights");
        Guard.Apart<float, TElement>(_all.Scores, output, "scores", "output");
        Guard.Apart(_all.Scores, _all.AttentionWeights, "scores", "attentionWeights");
        Guard.Apart(_all.Scores, _all.LogSumExp, "scores", "logSumExp");
    }

    /// <summary>Throws if what one entry writes is what another reads.</summary>
    /// <exception cref="ArgumentException">It is.</exception>
    public void CheckApart(ReadOnlySpan<TElement> output, ReadOnlySpan<TElement> read, string name) => CheckApartFrom(output, read, name);

    private void CheckApartFrom<TRead>(ReadOnlySpan<TElement> output, ReadOnlySpan<TRead> read, string name)
        where TRead : unmanaged
    {
        Guard.Apart<TElement, TRead>(output, read, "output", name);
        Guard.Apart<float, TRead>(_all.AttentionWeights, read, "attentionWeights", name);
        Guard.Apart<float, TRead>(_all.LogSumExp, read, "logSumExp", name);
        Guard.Apart<float, TRead>(_all.Scores, read, "scores", name);
    }
}
