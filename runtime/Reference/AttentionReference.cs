using AttnGen.Generated;

namespace AttnGen;

/// <summary>
/// Attention in double precision, written as the formulas read, with no regard for speed: what the generated kernels are held against,
/// and what a user can hold them against.
/// </summary>
public static class AttentionReference
{
    /// <summary>The whole attention of a shape, in double.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="x">X: n × dModel floats.</param>
    /// <param name="arguments">Context, lengths, position and attention weights, as the kernels take them.</param>
    /// <returns>n × outputWidth numbers with the output projection, else n × heads·dV.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="shape"/> or <paramref name="weights"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The heads cannot be shared evenly or turned in pairs, a matrix, bias or operand has the wrong length, a part is given that the shape
    /// has no use for, or the context of cross-attention is missing. The exception names the argument.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <see cref="AttentionArguments.Length"/>, <see cref="AttentionArguments.QueryLength"/> or <see cref="AttentionArguments.Position"/> is
    /// outside its range; the argument is named <c>length</c>, <c>queryLength</c> or <c>position</c>.
    /// </exception>
    public static double[] Forward(
        AttentionShape shape, AttentionWeights weights, ReadOnlySpan<float> x, AttentionArguments arguments = default)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(weights);
        ReferenceArguments.CheckShape(shape);
        WeightsCheck.Against(shape, weights);
        ReferenceArguments.CheckForward(shape, x.Length, arguments);
        ReadOnlySpan<float> context = shape.IsCrossAttention ? arguments.Context : x;
        int queries = shape.Heads * shape.DK;
        int keys = shape.KeyValueHeads * shape.DK;
        int values = shape.KeyValueHeads * shape.DV;

        double[] query = Project(x, shape.N, weights.Query, weights.QueryBias, shape.DModel, queries, weights.Layout);
        double[] key = Project(context, shape.KeyValueLength, weights.Key, weights.KeyBias, shape.ContextWidth, keys, weights.Layout);
        double[] value = Project(
            context, shape.KeyValueLength, weights.Value, weights.ValueBias, shape.ContextWidth, values, weights.Layout);

        if (shape.Rope != RopePairing.None)
        {
            Turn(query, shape, shape.Heads, arguments.Position);
            Turn(key, shape, shape.KeyValueHeads, shape.IsCrossAttention ? 0 : arguments.Position);
        }

        int tokens = arguments.Length ?? shape.KeyValueLength;
        AttentionShape projected = shape with { Layout = HeadLayout.TokenMajor };
        int queryLength = shape.IsCrossAttention ? arguments.QueryLength ?? shape.N : tokens;
        int offset = projected.IsCrossAttention ? CausalOffset(projected, queryLength, tokens) : 0;
        ReferenceScores scores = new(projected, arguments, weights.RelativeBias.Span, weights.Sink.Span, offset, tokens);
        double[] heads = AttendHeads(projected, query, key, value, scores, arguments);
        double[] output = shape.OutputProjection
            ? Project(heads, shape.N, weights.Output, weights.OutputBias, shape.Heads * shape.DV, shape.OutputWidth, weights.Layout)
            : heads;

        ClearPadding(projected, output, queryLength, arguments);
        return output;
    }

    /// <summary>Attention without projections, in double.</summary>
    /// <param name="shape">The shape; its <see cref="AttentionShape.Layout"/> says how the operands lie.</param>
    /// <param name="query">Q: n × heads × dK.</param>
    /// <param name="key">K: keyValueLength × keyValueHeads × dK.</param>
    /// <param name="value">V: keyValueLength × keyValueHeads × dV.</param>
    /// <param name="arguments">Lengths and attention weights, as the kernels take them.</param>
    /// <returns>n × heads × dV numbers, laid out as the operands are.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="shape"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The heads cannot be shared evenly or turned in pairs, an operand has the wrong length, or a context or position is given. The
    /// exception names the argument.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <see cref="AttentionArguments.Length"/> is below 0 or above keyValueLength, or <see cref="AttentionArguments.QueryLength"/> below 0 or
    /// above n; the argument is named <c>length</c> or <c>queryLength</c>.
    /// </exception>
    public static double[] Attend(
        AttentionShape shape,
        ReadOnlySpan<double> query,
        ReadOnlySpan<double> key,
        ReadOnlySpan<double> value,
        AttentionArguments arguments = default)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ReferenceArguments.CheckShape(shape);
        ReferenceArguments.CheckAttend(shape, query.Length, key.Length, value.Length, arguments);
        int keys = arguments.Length ?? shape.KeyValueLength;
        int queryLength = arguments.QueryLength ?? shape.N;
        ReferenceScores scores = new(
            shape, arguments, arguments.RelativeBias, arguments.Sink, CausalOffset(shape, queryLength, keys), keys);
        double[] output = AttendHeads(shape, query, key, value, scores, arguments);
        ClearPadding(shape, output, queryLength, arguments);
        return output;
    }

    /// <summary>Attention without projections, in double, of float operands.</summary>
    /// <inheritdoc cref="Attend(AttentionShape, ReadOnlySpan{double}, ReadOnlySpan{double}, ReadOnlySpan{double}, AttentionArguments)"/>
    public static double[] Attend(
        AttentionShape shape,
        ReadOnlySpan<float> query,
        ReadOnlySpan<float> key,
        ReadOnlySpan<float> value,
        AttentionArguments arguments = default) =>
        Attend(shape, ToDouble(query), ToDouble(key), ToDouble(value), arguments);

    /// <summary>
    /// Softmax in place: e^(s − max) / Σ e^(s − max). A row with exactly one +∞ puts all its weight there; several, or a NaN, give NaN;
    /// an empty row stays empty.
    /// </summary>
    /// <param name="scores">The scores of one row; replaced by its weights.</param>
    public static void Softmax(Span<double> scores)
    {
        double max = double.NegativeInfinity;
        foreach (double score in scores)
        {
            max = Math.Max(max, score);
        }

        if (double.IsPositiveInfinity(max) && scores.Count(double.PositiveInfinity) == 1)
        {
            foreach (ref double score in scores)
            {
                score = double.IsPositiveInfinity(score) ? 1 : 0;
            }

            return;
        }

        double sum = 0;
        foreach (ref double score in scores)
        {
            score = Math.Exp(score - max);
            sum += score;
        }

        foreach (ref double score in scores)
        {
            score /= sum;
        }
    }

    private static double[] AttendHeads(
        AttentionShape shape,
        ReadOnlySpan<double> query,
        ReadOnlySpan<double> key,
        ReadOnlySpan<double> value,
        ReferenceScores scores,
        AttentionArguments arguments)
    {
        var output = new double[shape.AttendOutputLength];
        var row = new double[shape.KeyValueLength];
        var weights = new double[shape.KeyValueLength];
        for (int head = 0; head < shape.Heads; head++)
        {
            int shared = (int)((long)head * shape.KeyValueHeads / shape.Heads);
            for (int q = 0; q < shape.N; q++)
            {
                ReadOnlySpan<double> queryRow = query.Slice(RowStart(shape.Layout, shape.Heads, head, q, shape.N, shape.DK), shape.DK);
                (int from, int needed) = scores.Needed(q).GetOffsetAndLength(row.Length);
                for (int k = from; k < from + needed; k++)
                {
                    ReadOnlySpan<double> keyRow = KeyValueRow(key, shape, shared, k, shape.DK);
                    double sum = 0;
                    for (int c = 0; c < shape.DK; c++)
                    {
                        sum += queryRow[c] * keyRow[c];
                    }

                    row[k] = sum * shape.Scale;
                }

                scores.Weigh(row, weights, head, q);
                Span<double> outputRow = output.AsSpan(RowStart(shape.Layout, shape.Heads, head, q, shape.N, shape.DV), shape.DV);
                (int first, int count) = scores.Window(q).GetOffsetAndLength(row.Length);
                for (int k = first; k < first + count; k++)
                {
                    if (scores.IsHidden(row[k]))
                    {
                        continue;
                    }

                    ReadOnlySpan<double> valueRow = KeyValueRow(value, shape, shared, k, shape.DV);
                    for (int c = 0; c < shape.DV; c++)
                    {
                        outputRow[c] += weights[k] * valueRow[c];
                    }
                }

                if (!arguments.AttentionWeights.IsEmpty)
                {
                    Span<float> weightsRow = arguments.AttentionWeights.Slice(
                        ((head * shape.N) + q) * shape.KeyValueLength, shape.KeyValueLength);
                    weightsRow.Clear();
                    for (int k = first; k < first + count; k++)
                    {
                        weightsRow[k] = (float)weights[k];
                    }
                }
            }
        }

        return output;
    }

    /// <summary>
    /// Query i sees the keys j ≤ i + offset. In <c>Forward</c> of self-attention the real tokens are the queries too, and the offset is 0.
    /// </summary>
    private static int CausalOffset(AttentionShape shape, int queries, int keys) =>
        shape.Causal == CausalAlignment.BottomRight ? keys - queries : 0;

    private static double[] Project<T>(
        ReadOnlySpan<T> x, int rows, ReadOnlyMemory<float> matrix, ReadOnlyMemory<float> bias, int inputs, int outputs, WeightLayout layout)
        where T : struct, System.Numerics.INumber<T>
    {
        ReadOnlySpan<float> w = matrix.Span;
        var y = new double[checked(rows * outputs)];
        for (int row = 0; row < rows; row++)
        {
            for (int o = 0; o < outputs; o++)
            {
                double sum = bias.IsEmpty ? 0 : bias.Span[o];
                for (int i = 0; i < inputs; i++)
                {
                    double weight = layout == WeightLayout.InputByOutput ? w[(i * outputs) + o] : w[(o * inputs) + i];
                    sum += double.CreateTruncating(x[(row * inputs) + i]) * weight;
                }

                y[(row * outputs) + o] = sum;
            }
        }

        return y;
    }

    private static double[] Project(
        double[] x, int rows, ReadOnlyMemory<float> matrix, ReadOnlyMemory<float> bias, int inputs, int outputs, WeightLayout layout) =>
        Project<double>(x, rows, matrix, bias, inputs, outputs, layout);

    /// <summary>RoPE: turns each pair (a, b) of a token's columns by its angle, to (a·cos − b·sin, b·cos + a·sin).</summary>
    private static void Turn(double[] rows, AttentionShape shape, int heads, int position)
    {
        for (int first = 0; first < rows.Length; first += shape.DK)
        {
            int token = position + (first / (heads * shape.DK));
            for (int pair = 0; pair < shape.RopeWidth / 2; pair++)
            {
                bool interleaved = shape.Rope == RopePairing.Interleaved;
                ref double a = ref rows[first + (interleaved ? 2 * pair : pair)];
                ref double b = ref rows[first + (interleaved ? (2 * pair) + 1 : pair + (shape.RopeWidth / 2))];
                (double sin, double cos) = Math.SinCos(token * Math.Pow(shape.RopeTheta, -2.0 * pair / shape.RopeWidth));
                (a, b) = ((a * cos) - (b * sin), (b * cos) + (a * sin));
            }
        }
    }

    /// <summary>Queries that are padding give nothing: neither an output nor weights, nor a sum of exponentials.</summary>
    private static void ClearPadding(AttentionShape shape, double[] output, int queryLength, AttentionArguments arguments)
    {
        int groups = shape.Layout == HeadLayout.TokenMajor ? 1 : shape.Heads;
        PaddedRows.Fill(output, 0, shape.N, output.Length / (shape.N * groups), queryLength);
        PaddedRows.Fill(arguments.AttentionWeights, 0, shape.N, shape.KeyValueLength, queryLength);
        PaddedRows.Fill(arguments.LogSumExp, float.NegativeInfinity, shape.N, 1, queryLength);
        PaddedRows.Fill(arguments.Scores, float.NegativeInfinity, shape.N, shape.KeyValueLength, queryLength);
    }

    private static int RowStart(HeadLayout layout, int heads, int head, int token, int tokens, int size) =>
        layout == HeadLayout.TokenMajor ? ((token * heads) + head) * size : ((head * tokens) + token) * size;

    private static ReadOnlySpan<double> KeyValueRow(ReadOnlySpan<double> operand, AttentionShape shape, int head, int token, int size) =>
        operand.Slice(RowStart(shape.Layout, shape.KeyValueHeads, head, token, shape.KeyValueLength, size), size);

    private static double[] ToDouble(ReadOnlySpan<float> values)
    {
        var result = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            result[i] = values[i];
        }

        return result;
    }
}
