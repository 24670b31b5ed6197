using AttnGen.Generated;

namespace AttnGen;

/// <summary>The optional parts of a batch, checked for all its entries, and those of one entry.</summary>
internal readonly ref struct BatchParts<TElement, TNumber>
    where TElement : unmanaged
    where TNumber : unmanaged
{
    private readonly BatchArguments<TElement, TNumber> _all;
    private readonly bool _hasDataPerEntry;

    /// <summary>Checks what can differ between entries. What a shape has no use for is found by the first entry's call, before it writes.</summary>
    /// <param name="shape">The kernel's shape.</param>
    /// <param name="batch">The number of entries.</param>
    /// <param name="all">The parts of all entries.</param>
    private BatchParts(AttentionShape shape, int batch, BatchArguments<TElement, TNumber> all)
    {
        BatchChecks.Numbers(all.Lengths, batch, shape.KeyValueLength, "lengths");
        BatchChecks.Numbers(all.QueryLengths, batch, shape.N, "queryLengths");
        if (shape.Rope == RopePairing.None)
        {
            Guard.Absent(all.Positions.Length, "positions", "the shape has no Rope");
        }

        BatchChecks.Numbers(all.Positions, batch, int.MaxValue - shape.N, "positions");
        BatchChecks.Result(all.AttentionWeights.Length, batch, shape.AttentionWeightsLength, "attentionWeights", NumberUnit<TNumber>.Name);
        BatchChecks.Result(all.LogSumExp.Length, batch, shape.LogSumExpLength, "logSumExp", NumberUnit<TNumber>.Name);
        BatchChecks.Result(all.Scores.Length, batch, shape.AttentionWeightsLength, "scores", NumberUnit<TNumber>.Name);
        if (all.MaskPerEntry)
        {
            BatchChecks.Masks(all.BooleanMask.Length, batch);
            BatchChecks.Masks(all.AdditiveMask.Length, batch);
        }

        _all = all;
        Batch = batch;

        // Data of another length goes whole to the first entry's call, which refuses it.
        _hasDataPerEntry = shape.Modifier is { } modifier && all.ModifierData.Length == (long)batch * modifier.DataLength(shape);
    }

    /// <summary>The number of entries.</summary>
    public int Batch { get; }

    private static string Unit => NumberUnit<TElement>.Name;

    /// <summary>The parts of one entry.</summary>
    public AttentionArguments<TElement, TNumber> this[int entry] => new()
    {
        Context = BatchShare.Of(_all.Context, entry, Batch),
        Length = _all.Lengths.IsEmpty ? null : _all.Lengths[entry],
        QueryLength = _all.QueryLengths.IsEmpty ? null : _all.QueryLengths[entry],
        Position = _all.Positions.IsEmpty ? 0 : _all.Positions[entry],
        AttentionWeights = BatchShare.Of(_all.AttentionWeights, entry, Batch),
        BooleanMask = _all.MaskPerEntry ? BatchShare.Of(_all.BooleanMask, entry, Batch) : _all.BooleanMask,
        AdditiveMask = _all.MaskPerEntry ? BatchShare.Of(_all.AdditiveMask, entry, Batch) : _all.AdditiveMask,
        MaskKeys = _all.MaskKeys,
        RelativeBias = _all.RelativeBias,
        Sink = _all.Sink,
        ModifierData = _hasDataPerEntry ? BatchShare.Of(_all.ModifierData, entry, Batch) : _all.ModifierData,
        LogSumExp = BatchShare.Of(_all.LogSumExp, entry, Batch),
        Scores = BatchShare.Of(_all.Scores, entry, Batch),
    };

    /// <summary>Checks all that a call of <c>Forward</c> for a batch brings; x says how many entries there are.</summary>
    /// <exception cref="ArgumentException">An operand has the wrong length, or operands overlap.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length or a position is outside its range.</exception>
    public static BatchParts<TElement, TNumber> OfForward(
        AttentionShape shape, ReadOnlySpan<TElement> x, ReadOnlySpan<TElement> output, BatchArguments<TElement, TNumber> all)
    {
        int batch = BatchChecks.Entries(x.Length, shape.InputLength, nameof(x), Unit);
        BatchChecks.Length(output.Length, batch, shape.OutputLength, nameof(output), Unit);
        if (shape.IsCrossAttention)
        {
            BatchChecks.Length(all.Context.Length, batch, shape.ContextLength, "context", Unit);
        }

        var parts = new BatchParts<TElement, TNumber>(shape, batch, all);
        parts.CheckResults(output);
        parts.CheckApart(output, x, nameof(x));
        parts.CheckApart(output, all.Context, "context");
        return parts;
    }

    /// <summary>Checks all that a call of <c>Attend</c> for a batch brings; the queries say how many entries there are.</summary>
    /// <exception cref="ArgumentException">An operand has the wrong length, or operands overlap.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length is outside its range.</exception>
    public static BatchParts<TElement, TNumber> OfAttend(
        AttentionShape shape,
        ReadOnlySpan<TElement> query,
        ReadOnlySpan<TElement> key,
        ReadOnlySpan<TElement> value,
        ReadOnlySpan<TElement> output,
        BatchArguments<TElement, TNumber> all)
    {
        int batch = BatchChecks.Entries(query.Length, shape.QueryLength, nameof(query), Unit);
        BatchChecks.Length(key.Length, batch, shape.KeyLength, nameof(key), Unit);
        BatchChecks.Length(value.Length, batch, shape.ValueLength, nameof(value), Unit);
        BatchChecks.Length(output.Length, batch, shape.AttendOutputLength, nameof(output), Unit);
        var parts = new BatchParts<TElement, TNumber>(shape, batch, all);
        parts.CheckResults(output);
        parts.CheckApart(output, query, nameof(query));
        parts.CheckApart(output, key, nameof(key));
        parts.CheckApart(output, value, nameof(value));
        return parts;
    }

    // What one entry writes may be neither read nor written by another.
    private void CheckResults(ReadOnlySpan<TElement> output)
    {
        CheckApart(output, _all.AdditiveMask, "mask");
        CheckApart(output, _all.RelativeBias, "relativeBias");
        CheckApart(output, _all.Sink, "sink");
        CheckApart(output, _all.ModifierData, "modifierData");
        Guard.Apart<TElement, bool>(output, _all.BooleanMask, "output", "mask");
        Guard.Apart<TNumber, bool>(_all.AttentionWeights, _all.BooleanMask, "attentionWeights", "mask");
        Guard.Apart<TNumber, bool>(_all.LogSumExp, _all.BooleanMask, "logSumExp", "mask");
        Guard.Apart<TNumber, bool>(_all.Scores, _all.BooleanMask, "scores", "mask");
        Guard.Apart<TNumber, TElement>(_all.AttentionWeights, output, "attentionWeights", "output");
        Guard.Apart<TNumber, TElement>(_all.LogSumExp, output, "logSumExp", "output");
        Guard.Apart<TNumber, TNumber>(_all.LogSumExp, _all.AttentionWeights, "logSumExp", "attentionWeights");
        Guard.Apart<TNumber, TElement>(_all.Scores, output, "scores", "output");
        Guard.Apart<TNumber, TNumber>(_all.Scores, _all.AttentionWeights, "scores", "attentionWeights");
        Guard.Apart<TNumber, TNumber>(_all.Scores, _all.LogSumExp, "scores", "logSumExp");
    }

    private void CheckApart<TRead>(ReadOnlySpan<TElement> output, ReadOnlySpan<TRead> read, string name)
        where TRead : unmanaged
    {
        Guard.Apart<TElement, TRead>(output, read, "output", name);
        Guard.Apart<TNumber, TRead>(_all.AttentionWeights, read, "attentionWeights", name);
        Guard.Apart<TNumber, TRead>(_all.LogSumExp, read, "logSumExp", name);
        Guard.Apart<TNumber, TRead>(_all.Scores, read, "scores", name);
    }
}
