namespace AttnGen.Tests.Kernels.Problems;

/// <summary>Where things lie, and how many floats an entry point moves.</summary>
internal static class ShapeGeometry
{
    /// <summary>The first float of one head's row of a query, key, value or output of so many heads that <c>Attend</c> takes.</summary>
    public static int RowStart(HeadLayout layout, int heads, int head, int token, int tokens, int size) =>
        layout == HeadLayout.TokenMajor ? ((token * heads) + head) * size : ((head * tokens) + token) * size;

    /// <summary>How many of so many real keys a query sees: the first of them, since hidden ones lie behind.</summary>
    public static int KeysSeen(this AttentionShape shape, Entry entry, int query, int length)
    {
        bool queriesHaveLength = entry == Entry.Forward && !shape.IsCrossAttention;
        int offset = shape.Causal == CausalAlignment.BottomRight && !queriesHaveLength ? length - shape.N : 0;
        return shape.Causal == CausalAlignment.None ? length : Math.Clamp(query + offset + 1, 0, length);
    }

    public static int OutputLengthOf(this AttentionShape shape, Entry entry) =>
        entry == Entry.Forward ? shape.OutputLength : shape.AttendOutputLength;

    /// <summary>How many queries are computed when only so many tokens are real; the rows of the others are zero.</summary>
    public static int ComputedRows(this AttentionShape shape, Entry entry, int length) =>
        entry == Entry.Forward && !shape.IsCrossAttention ? length : shape.N;
}
