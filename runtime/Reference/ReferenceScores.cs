namespace AttnGen;

/// <summary>
/// From the scaled products of one query to its weights, in double: softcap, biases, the modifier, masks, windows, causality, length, sink and softmax, in
/// that order.
/// </summary>
/// <param name="shape">The shape.</param>
/// <param name="arguments">The mask, and what is asked for.</param>
/// <param name="relativeBias">The table of the relative bias; empty for none.</param>
/// <param name="sinks">The logit without a value of each head; empty for none.</param>
/// <param name="offset">A query's place is its number plus this.</param>
/// <param name="keys">The real keys.</param>
internal readonly ref struct ReferenceScores(
    AttentionShape shape,
    AttentionArguments arguments,
    ReadOnlySpan<float> relativeBias,
    ReadOnlySpan<float> sinks,
    int offset,
    int keys)
{
    private readonly AttentionArguments _arguments = arguments;
    private readonly ReadOnlySpan<float> _relativeBias = relativeBias;
    private readonly ReadOnlySpan<float> _sinks = sinks;

    /// <summary>The scores of a row that take part, one after the other; a sink is the last.</summary>
    private readonly double[] _seen = new double[keys + 1];

    /// <summary>The real keys whose products with a query are needed: those in its window, or all where hidden ones are asked for.</summary>
    public Range Needed(int query) => shape.Scores is ScoreStage.Product or ScoreStage.Softcapped ? ..keys : Window(query);

    /// <summary>The real keys that windows and causality leave to a query.</summary>
    public Range Window(int query)
    {
        int place = query + offset;
        int right = shape.Causal == CausalAlignment.None ? shape.RightWindow : 0;
        int first = shape.LeftWindow < 0 ? 0 : Math.Clamp(place - shape.LeftWindow, 0, keys);
        int end = right < 0 ? keys : Math.Clamp(place + right + 1, 0, keys);
        return first..Math.Max(first, end);
    }

    /// <summary>Turns scaled products into weights.</summary>
    /// <param name="scores">The products that are <see cref="Needed"/>; afterwards the scores, −∞ where a key in the window is hidden.</param>
    /// <param name="weights">Takes the weights of the keys in the window.</param>
    /// <param name="head">The head.</param>
    /// <param name="query">The query.</param>
    public void Weigh(Span<double> scores, Span<double> weights, int head, int query)
    {
        Give(ScoreStage.Product, scores, .., head, query);
        if (shape.Softcap != 0)
        {
            foreach (ref double score in scores[Needed(query)])
            {
                score = shape.Softcap * Math.Tanh(score / shape.Softcap);
            }
        }

        Give(ScoreStage.Softcapped, scores, .., head, query);
        Range window = Window(query);
        Edit(scores, window, head, query);
        Give(ScoreStage.Masked, scores, window, head, query);
        Softmax(scores, weights, window, head, query);
    }

    /// <summary>
    /// Whether a key in a query's window takes no part. Where masks, windows or a modifier hide keys, a score of −∞ hides one, too; elsewhere it is a
    /// number like others.
    /// </summary>
    public bool IsHidden(double score) => double.IsNegativeInfinity(score) && HidesByScore;

    // What only causality hides lies outside the window: a shape without masks has nothing else to hide there.
    private bool HidesByScore =>
        shape.Mask != MaskKind.None || shape.Modifier is not null || shape.LeftWindow >= 0 || shape.RightWindow >= 0
        || (shape.Causal != CausalAlignment.None && (shape.Softcap != 0 || shape.Alibi || shape.RelativeBias || shape.Scores != ScoreStage.None));

    private void Edit(Span<double> scores, Range window, int head, int query)
    {
        if (!shape.Alibi && !shape.RelativeBias && shape.Modifier is null && _arguments.BooleanMask.IsEmpty && _arguments.AdditiveMask.IsEmpty)
        {
            return;
        }

        double slope = shape.Alibi ? AlibiSlope(head) : 0;
        (int first, int count) = window.GetOffsetAndLength(keys);
        for (int key = first; key < first + count; key++)
        {
            double bias = -slope * Math.Abs(query + offset - key);
            if (shape.RelativeBias)
            {
                bias += _relativeBias[(head * (shape.N + shape.KeyValueLength - 1)) + key - query + shape.N - 1];
            }

            double score = scores[key] + bias;
            if (shape.Modifier is { } modifier)
            {
                score = modifier.Apply(score, head, query, key, _arguments.ModifierData);
            }

            scores[key] = MaskHides(head, query, key, out double added) ? double.NegativeInfinity : score + added;
        }
    }

    /// <summary>Whether the mask hides a key, and what an additive mask has for it.</summary>
    private bool MaskHides(int head, int query, int key, out double number)
    {
        number = 0;
        if (_arguments.BooleanMask.IsEmpty && _arguments.AdditiveMask.IsEmpty)
        {
            return false;
        }

        if (key >= MaskKeys)
        {
            return true;
        }

        if (!_arguments.BooleanMask.IsEmpty)
        {
            return !_arguments.BooleanMask[MaskIndex(_arguments.BooleanMask.Length, head, query, key)];
        }

        float added = _arguments.AdditiveMask[MaskIndex(_arguments.AdditiveMask.Length, head, query, key)];
        number = added;
        return float.IsNegativeInfinity(added);
    }

    /// <summary>
    /// A key that is hidden takes no part; a row of hidden keys alone is all 0. Where nothing can be hidden, a row of −∞ is NaN, as the
    /// formula has it.
    /// </summary>
    private void Softmax(ReadOnlySpan<double> scores, Span<double> weights, Range window, int head, int query)
    {
        (int first, int count) = window.GetOffsetAndLength(keys);
        int seen = 0;
        for (int key = first; key < first + count; key++)
        {
            if (!IsHidden(scores[key]))
            {
                _seen[seen++] = scores[key];
            }
        }

        if (shape.Sink != SinkKind.None)
        {
            _seen[seen++] = shape.Sink == SinkKind.Zero ? 0 : _sinks[head];
        }

        Span<double> row = _seen.AsSpan(0, seen);
        if (!_arguments.LogSumExp.IsEmpty)
        {
            _arguments.LogSumExp[(head * shape.N) + query] = (float)LogSumExp(row);
        }

        AttentionReference.Softmax(row);
        int next = 0;
        for (int key = first; key < first + count; key++)
        {
            weights[key] = IsHidden(scores[key]) ? 0 : row[next++];
        }
    }

    private static double LogSumExp(ReadOnlySpan<double> scores)
    {
        double max = double.NegativeInfinity;
        foreach (double score in scores)
        {
            max = Math.Max(max, score);
        }

        if (double.IsInfinity(max))
        {
            return max;
        }

        double sum = 0;
        foreach (double score in scores)
        {
            sum += Math.Exp(score - max);
        }

        return max + Math.Log(sum);
    }

    private void Give(ScoreStage stage, ReadOnlySpan<double> scores, Range given, int head, int query)
    {
        if (shape.Scores != stage || _arguments.Scores.IsEmpty)
        {
            return;
        }

        Span<float> row = _arguments.Scores.Slice(((head * shape.N) + query) * shape.KeyValueLength, shape.KeyValueLength);
        row.Fill(float.NegativeInfinity);
        (int first, int count) = given.GetOffsetAndLength(keys);
        for (int key = first; key < first + count; key++)
        {
            row[key] = (float)scores[key];
        }
    }

    private int MaskKeys => _arguments.MaskKeys ?? shape.KeyValueLength;

    private int MaskIndex(int length, int head, int query, int key)
    {
        int rows = length / MaskKeys;
        int row = rows == 1 ? 0 : rows == shape.N ? query : (head * shape.N) + query;
        return (row * MaskKeys) + key;
    }

    private double AlibiSlope(int head)
    {
        int power = 1;
        while (power * 2 <= shape.Heads)
        {
            power *= 2;
        }

        return head < power
            ? Math.Pow(2, -8.0 * (head + 1) / power)
            : Math.Pow(2, -8.0 * ((2 * (head - power)) + 1) / (2 * power));
    }
}
