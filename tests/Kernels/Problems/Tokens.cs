namespace AttnGen.Tests.Kernels.Problems;

/// <summary>Writes into the keys and values of a problem, token by token, whatever the layout.</summary>
internal static class Tokens
{
    /// <summary>Fills tokens from one up to another: the context's or input's for Forward, keys and values for Attend.</summary>
    public static void Fill(Problem problem, Entry entry, int from, int to, float value)
    {
        AttentionShape shape = problem.Shape;
        if (entry == Entry.Forward)
        {
            problem.KeyValueSource.AsSpan(from * shape.ContextWidth, (to - from) * shape.ContextWidth).Fill(value);
            return;
        }

        for (int head = 0; head < shape.KeyValueHeads; head++)
        {
            for (int token = from; token < to; token++)
            {
                Row(problem, problem.Key, head, token).Fill(value);
                Row(problem, problem.Value, head, token).Fill(value);
            }
        }
    }

    /// <summary>The row of the keys or the values of one of their own heads.</summary>
    public static Span<float> Row(Problem problem, float[] keysOrValues, int head, int token)
    {
        AttentionShape shape = problem.Shape;
        int size = ReferenceEquals(keysOrValues, problem.Key) ? shape.DK : shape.DV;
        return keysOrValues.AsSpan(ShapeGeometry.RowStart(shape.Layout, shape.KeyValueHeads, head, token, shape.KeyValueLength, size), size);
    }

    /// <summary>One head's row of the queries, or of the output that belongs to it.</summary>
    public static Span<T> QueryRow<T>(AttentionShape shape, T[] rows, int head, int query)
    {
        int size = rows.Length / (shape.N * shape.Heads);
        return rows.AsSpan(ShapeGeometry.RowStart(shape.Layout, shape.Heads, head, query, shape.N, size), size);
    }
}
