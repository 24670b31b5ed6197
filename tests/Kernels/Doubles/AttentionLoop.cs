using AttnGen.Tests.Kernels.Problems;

namespace AttnGen.Tests.Kernels.Doubles;

/// <summary>
/// Attention as a loop of the formulas, sums from left to right. In doubles it is the yardstick of accuracy (rule 15); in numbers of twice their
/// precision it is what both are held against.
/// </summary>
/// <param name="shape">The shape.</param>
/// <param name="length">The real keys.</param>
internal sealed class AttentionLoop<T>(AttentionShape shape, int length)
    where T : struct, IReal<T>
{
    /// <summary>The output of <c>Forward</c>, and the attention weights.</summary>
    public (T[] Output, T[] Weights) Forward(DoubleProblem problem)
    {
        AttentionWeights<double> weights = problem.Weights;
        T[] x = Exact(problem.X);
        T[] source = shape.IsCrossAttention ? Exact(problem.Context) : x;
        T[] query = Project(x, weights.Query, weights.QueryBias, weights.Layout, shape.N, shape.DModel, shape.Heads * shape.DK);
        T[] key = Keys(weights.Key, weights.KeyBias, shape.DK);
        T[] value = Keys(weights.Value, weights.ValueBias, shape.DV);
        if (shape.Rope != RopePairing.None)
        {
            Turn(query, shape.Heads, problem.Position);
            Turn(key, shape.KeyValueHeads, shape.IsCrossAttention ? 0 : problem.Position);
        }

        (T[] output, T[] shares) = Attend(query, key, value, HeadLayout.TokenMajor, Entry.Forward);
        if (shape.OutputProjection)
        {
            output = Project(
                output, weights.Output, weights.OutputBias, weights.Layout, shape.N, shape.Heads * shape.DV, shape.OutputWidth);
        }

        int width = output.Length / shape.N;
        output.AsSpan(shape.ComputedRows(Entry.Forward, length) * width).Clear();
        return (output, shares);

        T[] Keys(ReadOnlyMemory<double> matrix, ReadOnlyMemory<double> bias, int size) => Project(
            source, matrix, bias, weights.Layout, shape.KeyValueLength, shape.ContextWidth, shape.KeyValueHeads * size);
    }

    /// <summary>The output of <c>Attend</c>, and the attention weights.</summary>
    public (T[] Output, T[] Weights) Attend(DoubleProblem problem) =>
        Attend(Exact(problem.Query), Exact(problem.Key), Exact(problem.Value), shape.Layout, Entry.Attend);

    private (T[] Output, T[] Weights) Attend(T[] query, T[] key, T[] value, HeadLayout layout, Entry entry)
    {
        var output = new T[shape.AttendOutputLength];
        var weights = new T[shape.AttentionWeightsLength];
        for (int head = 0; head < shape.Heads; head++)
        {
            int shared = head * shape.KeyValueHeads / shape.Heads;
            for (int row = 0; row < shape.ComputedRows(entry, length); row++)
            {
                int queryStart = ShapeGeometry.RowStart(layout, shape.Heads, head, row, shape.N, shape.DK);
                Span<T> scores = weights.AsSpan(((head * shape.N) + row) * shape.KeyValueLength, shape.KeyValueLength);
                (int first, int end) = Seen(entry, row);
                for (int j = first; j < end; j++)
                {
                    int keyStart = ShapeGeometry.RowStart(layout, shape.KeyValueHeads, shared, j, shape.KeyValueLength, shape.DK);
                    scores[j] = Dot(query.AsSpan(queryStart, shape.DK), key.AsSpan(keyStart, shape.DK)) * T.From(shape.Scale);
                }

                Softmax(scores[first..end]);
                Span<T> target = output.AsSpan(ShapeGeometry.RowStart(layout, shape.Heads, head, row, shape.N, shape.DV), shape.DV);
                for (int j = first; j < end; j++)
                {
                    int valueStart = ShapeGeometry.RowStart(layout, shape.KeyValueHeads, shared, j, shape.KeyValueLength, shape.DV);
                    for (int c = 0; c < shape.DV; c++)
                    {
                        target[c] += scores[j] * value[valueStart + c];
                    }
                }
            }
        }

        return (output, weights);
    }

    /// <summary>RoPE: turns each pair (a, b) of a token's columns by its angle, to (a·cos − b·sin, b·cos + a·sin).</summary>
    private void Turn(T[] rows, int heads, int position)
    {
        bool interleaved = shape.Rope == RopePairing.Interleaved;
        for (int pair = 0; pair < shape.RopeWidth / 2; pair++)
        {
            T frequency = T.Power(shape.RopeTheta, -2.0 * pair / shape.RopeWidth);
            for (int token = 0; token < rows.Length / (heads * shape.DK); token++)
            {
                (T sin, T cos) = T.SinCos(T.From(position + token) * frequency);
                for (int head = 0; head < heads; head++)
                {
                    int start = ((token * heads) + head) * shape.DK;
                    ref T a = ref rows[start + (interleaved ? 2 * pair : pair)];
                    ref T b = ref rows[start + (interleaved ? (2 * pair) + 1 : pair + (shape.RopeWidth / 2))];
                    (a, b) = ((a * cos) - (b * sin), (b * cos) + (a * sin));
                }
            }
        }
    }

    /// <summary>The keys that a query sees: from the first to before the last.</summary>
    private (int First, int End) Seen(Entry entry, int query)
    {
        bool queriesHaveLength = entry == Entry.Forward && !shape.IsCrossAttention;
        int place = query + (shape.Causal == CausalAlignment.BottomRight && !queriesHaveLength ? length - shape.N : 0);
        int right = shape.Causal == CausalAlignment.None ? shape.RightWindow : 0;
        int first = shape.LeftWindow < 0 ? 0 : Math.Clamp(place - shape.LeftWindow, 0, length);
        int end = right < 0 ? length : Math.Clamp(place + right + 1, 0, length);
        return (first, Math.Max(first, end));
    }

    private static void Softmax(Span<T> scores)
    {
        double max = double.NegativeInfinity;
        foreach (T score in scores)
        {
            max = Math.Max(max, score.Value);
        }

        T sum = T.From(0);
        foreach (ref T score in scores)
        {
            score = T.Exp(score - T.From(max));
            sum += score;
        }

        foreach (ref T score in scores)
        {
            score /= sum;
        }
    }

    private static T Dot(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
    {
        T sum = T.From(0);
        for (int c = 0; c < a.Length; c++)
        {
            sum += a[c] * b[c];
        }

        return sum;
    }

    private static T[] Project(
        T[] x, ReadOnlyMemory<double> matrix, ReadOnlyMemory<double> bias, WeightLayout layout, int rows, int inputs, int outputs)
    {
        T[] w = Exact(matrix.Span);
        var y = new T[rows * outputs];
        for (int row = 0; row < rows; row++)
        {
            for (int output = 0; output < outputs; output++)
            {
                T sum = T.From(bias.IsEmpty ? 0 : bias.Span[output]);
                for (int input = 0; input < inputs; input++)
                {
                    sum += x[(row * inputs) + input]
                        * w[layout == WeightLayout.InputByOutput ? (input * outputs) + output : (output * inputs) + input];
                }

                y[(row * outputs) + output] = sum;
            }
        }

        return y;
    }

    private static T[] Exact(ReadOnlySpan<double> numbers)
    {
        var exact = new T[numbers.Length];
        for (int i = 0; i < exact.Length; i++)
        {
            exact[i] = T.From(numbers[i]);
        }

        return exact;
    }
}
