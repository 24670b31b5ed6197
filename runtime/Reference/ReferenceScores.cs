namespace AttnGen;

/// <summary>
/// From the scaled products of one query to its weights, in double: softcap, biases, masks, windows, causality, length, sink and softmax, in
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

    /// <summary>The real keys.</summary>
    public int Keys => keys;

    /// <summary>Turns scaled products into weights.</summary>
    /// <param name="scores">The products; afterwards the scores, −∞ where a key is hidden.</param>
    /// <param name="weights">Takes the weights.</param>
    /// <param name="head">The head.</param>
    /// <param name="query">The query.</param>
    public void Weigh(Span<double> scores, Span<double> weights, int head, int query)
    {
        Give(ScoreStage.Product, scores, head, query);
        for (int key = 0; key < keys; key++)
        {
            scores[key] = shape.Softcap == 0 ? scores[key] : shape.Softcap * Math.Tanh(scores[key] / shape.Softcap);
        }

        Give(ScoreStage.Softcapped, scores, head, query);
        for (int key = 0; key < keys; key++)
        {
            double bias = Bias(head, query, key);
            scores[key] = Sees(head, query, key) ? scores[key] + bias : double.NegativeInfinity;
        }

        Give(ScoreStage.Masked, scores, head, query);
        Softmax(scores[..keys], weights, head, query);
    }

    /// <summary>
    /// Whether a key takes no part. Where masks or windows hide keys, a score of −∞ hides one, too; elsewhere it is a number like others.
    /// </summary>
    public bool IsHidden(double score, int head, int query, int key) =>
        double.IsNegativeInfinity(score) && (HidesByScore || !Sees(head, query, key));

    private bool HidesByScore =>
        shape.Mask != MaskKind.None || shape.LeftWindow >= 0 || shape.RightWindow >= 0
        || (shape.Causal != CausalAlignment.None && (shape.Softcap != 0 || shape.Alibi || shape.RelativeBias || shape.Scores != ScoreStage.None));

    /// <summary>The tokens past the length are padding as queries too.</summary>
    public void ClearPaddedRows(int length)
    {
        for (int head = 0; head < shape.Heads; head++)
        {
            for (int query = length; query < shape.N; query++)
            {
                int row = (head * shape.N) + query;
                if (!_arguments.LogSumExp.IsEmpty)
                {
                    _arguments.LogSumExp[row] = float.NegativeInfinity;
                }

                if (!_arguments.Scores.IsEmpty)
                {
                    _arguments.Scores.Slice(row * shape.KeyValueLength, shape.KeyValueLength).Fill(float.NegativeInfinity);
                }
            }
        }
    }

    /// <summary>
    /// A key that is hidden takes no part, and neither does one whose score is −∞; a row of hidden keys alone is all 0. Where nothing can be
    /// hidden, a row of −∞ is NaN, as the formula has it.
    /// </summary>
    private void Softmax(ReadOnlySpan<double> scores, Span<double> weights, int head, int query)
    {
        var seen = new List<double>();
        for (int key = 0; key < scores.Length; key++)
        {
            if (!IsHidden(scores[key], head, query, key))
            {
                seen.Add(scores[key]);
            }
        }

        if (shape.Sink != SinkKind.None)
        {
            seen.Add(shape.Sink == SinkKind.Zero ? 0 : _sinks[head]);
        }

        double[] row = [.. seen];
        AttentionReference.Softmax(row);
        if (!_arguments.LogSumExp.IsEmpty)
        {
            _arguments.LogSumExp[(head * shape.N) + query] = (float)LogSumExp(seen);
        }

        int next = 0;
        for (int key = 0; key < scores.Length; key++)
        {
            weights[key] = IsHidden(scores[key], head, query, key) ? 0 : row[next++];
        }
    }

    private static double LogSumExp(List<double> scores)
    {
        double max = scores.Count == 0 ? double.NegativeInfinity : scores.Max();
        return double.IsInfinity(max) ? max : max + Math.Log(scores.Sum(score => Math.Exp(score - max)));
    }

    private void Give(ScoreStage stage, ReadOnlySpan<double> scores, int head, int query)
    {
        if (shape.Scores != stage || _arguments.Scores.IsEmpty)
        {
            return;
        }

        Span<float> row = _arguments.Scores.Slice(((head * shape.N) + query) * shape.KeyValueLength, shape.KeyValueLength);
        row.Fill(float.NegativeInfinity);
        for (int key = 0; key < keys; key++)
        {
            row[key] = (float)scores[key];
        }
    }

    private double Bias(int head, int query, int key)
    {
        double bias = 0;
        if (shape.Alibi)
        {
            bias -= AlibiSlope(head) * Math.Abs(query + offset - key);
        }

        if (shape.RelativeBias)
        {
            bias += _relativeBias[(head * (shape.N + shape.KeyValueLength - 1)) + key - query + shape.N - 1];
        }

        if (!_arguments.AdditiveMask.IsEmpty && key < MaskKeys)
        {
            bias += _arguments.AdditiveMask[MaskIndex(_arguments.AdditiveMask.Length, head, query, key)];
        }

        return bias;
    }

    private bool Sees(int head, int query, int key)
    {
        int place = query + offset;
        bool inWindow = (shape.Causal == CausalAlignment.None || key <= place)
            && (shape.LeftWindow < 0 || key >= place - shape.LeftWindow)
            && (shape.RightWindow < 0 || key <= place + shape.RightWindow);
        if (!inWindow || (_arguments.BooleanMask.IsEmpty && _arguments.AdditiveMask.IsEmpty))
        {
            return inWindow;
        }

        if (key >= MaskKeys)
        {
            return false;
        }

        return _arguments.BooleanMask.IsEmpty
            ? !float.IsNegativeInfinity(_arguments.AdditiveMask[MaskIndex(_arguments.AdditiveMask.Length, head, query, key)])
            : _arguments.BooleanMask[MaskIndex(_arguments.BooleanMask.Length, head, query, key)];
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
