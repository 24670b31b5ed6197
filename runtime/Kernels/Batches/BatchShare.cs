namespace AttnGen;

/// <summary>One entry's share of what all entries of a batch bring.</summary>
internal static class BatchShare
{
    /// <summary>An entry's share of an operand that all share equally.</summary>
    public static ReadOnlySpan<T> Of<T>(ReadOnlySpan<T> all, int entry, int batch) => all.Slice(entry * (all.Length / batch), all.Length / batch);

    /// <inheritdoc cref="Of{T}(ReadOnlySpan{T}, int, int)"/>
    public static Span<T> Of<T>(Span<T> all, int entry, int batch) => all.Slice(entry * (all.Length / batch), all.Length / batch);
}
