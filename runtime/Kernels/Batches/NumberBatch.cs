namespace AttnGen;

/// <summary>
/// Calls a kernel that computes in a type of its own for a batch: what <see cref="AttentionBatch"/> does where that is float. Every entry gets the
/// same bits as in a call for it alone.
/// </summary>
/// <remarks>All that a call brings is checked, for all entries, before anything is written.</remarks>
public static class NumberBatch
{
    extension<TKernel, TNumber>(TKernel kernel)
        where TKernel : IAttentionKernel<TKernel, TNumber, TNumber>
        where TNumber : unmanaged
    {
        /// <inheritdoc cref="ElementBatch.ForwardBatch"/>
        public void ForwardBatch(ReadOnlySpan<TNumber> x, Span<TNumber> output, BatchArguments<TNumber, TNumber> arguments = default)
        {
            var parts = BatchParts<TNumber, TNumber>.OfForward(TKernel.Shape, x, output, arguments);
            for (int entry = 0; entry < parts.Batch; entry++)
            {
                kernel.Forward(BatchShare.Of(x, entry, parts.Batch), BatchShare.Of(output, entry, parts.Batch), parts[entry]);
            }
        }

        /// <inheritdoc cref="ElementBatch.AttendBatch"/>
#pragma warning disable CA1000 // Called as a member of the kernel's class, it needs no type argument.
        public static void AttendBatch(
#pragma warning restore CA1000
            ReadOnlySpan<TNumber> query,
            ReadOnlySpan<TNumber> key,
            ReadOnlySpan<TNumber> value,
            Span<TNumber> output,
            BatchArguments<TNumber, TNumber> arguments = default)
        {
            var parts = BatchParts<TNumber, TNumber>.OfAttend(TKernel.Shape, query, key, value, output, arguments);
            for (int entry = 0; entry < parts.Batch; entry++)
            {
                TKernel.Attend(
                    BatchShare.Of(query, entry, parts.Batch),
                    BatchShare.Of(key, entry, parts.Batch),
                    BatchShare.Of(value, entry, parts.Batch),
                    BatchShare.Of(output, entry, parts.Batch),
                    parts[entry]);
            }
        }
    }
}
