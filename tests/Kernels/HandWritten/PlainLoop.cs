using AttnGen.Tests.Kernels.Problems;

namespace AttnGen.Tests.Kernels.HandWritten;

/// <summary>
/// Attention as the plain float32 loop that a .NET developer would write: sums from left to right, softmax with the maximum taken off.
/// It is the yardstick of accuracy (rule 15), so it must not be better than that. Its intermediate matrices lie in memory that each thread
/// keeps, as those of the generated kernels do.
/// </summary>
internal static class PlainLoop
{
    public static void Forward(
        AttentionShape shape,
        AttentionWeights weights,
        ReadOnlySpan<float> x,
        ReadOnlySpan<float> context,
        int length,
        int position,
        Span<float> output,
        Span<float> attentionWeights)
    {
        ScratchArena scratch = ScratchArena.OfThisThread();
        ReadOnlySpan<float> source = shape.IsCrossAttention ? context : x;
        int queries = shape.Heads * shape.DK;
        int keys = shape.KeyValueHeads * shape.DK;
        int values = shape.KeyValueHeads * shape.DV;
        WeightLayout layout = weights.Layout;
        Span<float> query = scratch.Take(shape.QueryLength);
        Span<float> key = scratch.Take(shape.KeyLength);
        Span<float> value = scratch.Take(shape.ValueLength);
        Span<float> heads = scratch.Take(shape.AttendOutputLength);
        Project(x, shape.N, weights.Query, weights.QueryBias, shape.DModel, queries, layout, query);
        Project(source, shape.KeyValueLength, weights.Key, weights.KeyBias, shape.ContextWidth, keys, layout, key);
        Project(source, shape.KeyValueLength, weights.Value, weights.ValueBias, shape.ContextWidth, values, layout, value);

        if (shape.Rope != RopePairing.None)
        {
            Turn(query, shape, shape.Heads, position);
            Turn(key, shape, shape.KeyValueHeads, shape.IsCrossAttention ? 0 : position);
        }

        Attend(shape, Entry.Forward, HeadLayout.TokenMajor, query, key, value, length, heads, attentionWeights, scratch);
        if (shape.OutputProjection)
        {
            Project(heads, shape.N, weights.Output, weights.OutputBias, shape.Heads * shape.DV, shape.OutputWidth, layout, output);
        }
        else
        {
            heads.CopyTo(output);
        }

        if (!shape.IsCrossAttention)
        {
            output[(length * (output.Length / shape.N))..].Clear();
            for (int head = 0; head < shape.Heads && !attentionWeights.IsEmpty; head++)
            {
                int padding = ((head * shape.N) + length) * shape.KeyValueLength;
                attentionWeights.Slice(padding, (shape.N - length) * shape.KeyValueLength).Clear();
            }
        }
    }

    public static void Attend(
        AttentionShape shape,
        ReadOnlySpan<float> query,
        ReadOnlySpan<float> key,
        ReadOnlySpan<float> value,
        int length,
        Span<float> output,
        Span<float> attentionWeights) =>
        Attend(shape, Entry.Attend, shape.Layout, query, key, value, length, output, attentionWeights, ScratchArena.OfThisThread());

    private static void Attend(
        AttentionShape shape,
        Entry entry,
        HeadLayout layout,
        ReadOnlySpan<float> query,
        ReadOnlySpan<float> key,
        ReadOnlySpan<float> value,
        int length,
        Span<float> output,
        Span<float> attentionWeights,
        ScratchArena scratch)
    {
        int Row(int head, int query, int size) => ShapeGeometry.RowStart(layout, shape.Heads, head, query, shape.N, size);
        int KeyRow(int head, int key, int size) => ShapeGeometry.RowStart(
            layout, shape.KeyValueHeads, head / (shape.Heads / shape.KeyValueHeads), key, shape.KeyValueLength, size);

        output.Clear();
        attentionWeights.Clear();
        var scale = (float)shape.Scale;
        Span<float> scores = scratch.Take(shape.KeyValueLength)[..length];
        for (int head = 0; head < shape.Heads; head++)
        {
            for (int q = 0; q < shape.N; q++)
            {
                ReadOnlySpan<float> queryRow = query.Slice(Row(head, q, shape.DK), shape.DK);
                float max = float.NegativeInfinity;
                int seen = shape.KeysSeen(entry, q, length);
                for (int k = 0; k < seen; k++)
                {
                    ReadOnlySpan<float> keyRow = key.Slice(KeyRow(head, k, shape.DK), shape.DK);
                    float score = 0;
                    for (int c = 0; c < shape.DK; c++)
                    {
                        score += queryRow[c] * keyRow[c];
                    }

                    scores[k] = score * scale;
                    max = MathF.Max(max, scores[k]);
                }

                float sum = 0;
                for (int k = 0; k < seen; k++)
                {
                    scores[k] = MathF.Exp(scores[k] - max);
                    sum += scores[k];
                }

                Span<float> outputRow = output.Slice(Row(head, q, shape.DV), shape.DV);
                for (int k = 0; k < seen; k++)
                {
                    float weight = scores[k] / sum;
                    ReadOnlySpan<float> valueRow = value.Slice(KeyRow(head, k, shape.DV), shape.DV);
                    for (int c = 0; c < shape.DV; c++)
                    {
                        outputRow[c] += weight * valueRow[c];
                    }

                    if (!attentionWeights.IsEmpty)
                    {
                        attentionWeights[(((head * shape.N) + q) * shape.KeyValueLength) + k] = weight;
                    }
                }
            }
        }
    }

    /// <summary>RoPE with floats for the cosine and the sine of each angle; the angle itself needs double from some thousand tokens on.</summary>
    private static void Turn(Span<float> rows, AttentionShape shape, int heads, int position)
    {
        int half = shape.RopeWidth / 2;
        for (int head = 0; head < rows.Length / shape.DK; head++)
        {
            Span<float> row = rows.Slice(head * shape.DK, shape.DK);
            for (int pair = 0; pair < half; pair++)
            {
                double angle = (position + (head / heads)) / Math.Pow(shape.RopeTheta, (double)pair / half);
                var cos = (float)Math.Cos(angle);
                var sin = (float)Math.Sin(angle);
                (int first, int second) = shape.Rope == RopePairing.Interleaved ? (2 * pair, (2 * pair) + 1) : (pair, pair + half);
                float a = row[first];
                float b = row[second];
                row[first] = (a * cos) - (b * sin);
                row[second] = (a * sin) + (b * cos);
            }
        }
    }

    private static void Project(
        ReadOnlySpan<float> x,
        int rows,
        ReadOnlyMemory<float> matrix,
        ReadOnlyMemory<float> bias,
        int inputs,
        int outputs,
        WeightLayout layout,
        Span<float> y)
    {
        ReadOnlySpan<float> w = matrix.Span;
        for (int row = 0; row < rows; row++)
        {
            for (int o = 0; o < outputs; o++)
            {
                float sum = 0;
                for (int i = 0; i < inputs; i++)
                {
                    sum += x[(row * inputs) + i] * (layout == WeightLayout.InputByOutput ? w[(i * outputs) + o] : w[(o * inputs) + i]);
                }

                y[(row * outputs) + o] = bias.IsEmpty ? sum : sum + bias.Span[o];
            }
        }
    }
}
