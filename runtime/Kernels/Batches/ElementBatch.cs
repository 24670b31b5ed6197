namespace AttnGen;

/// <summary>
/// Calls a kernel whose operands are of 16 bits for a batch: what <see cref="AttentionBatch"/> does where they are floats. Every entry gets the
/// same bits as in a call for it alone.
/// </summary>
/// <remarks>All that a call brings is checked, for all entries, before anything is written.</remarks>
public static class ElementBatch
{
    extension<TKernel, TElement>(TKernel kernel)
        where TKernel : IAttentionKernel<TKernel, TElement>
        where TElement : unmanaged
    {
        /// <summary>The whole attention of each entry. x says how many there are; none is no mistake.</summary>
        /// <param name="x">X: batch × n × dModel numbers.</param>
        /// <param name="output">Takes batch × n × outputWidth numbers with the output projection, else batch × n × heads·dV.</param>
        /// <param name="arguments">The optional parts.</param>
        /// <exception cref="ArgumentException">
        /// An operand has the wrong length, operands overlap, or a part is given that the shape has no use for. Nothing has been written then.
        /// </exception>
        /// <exception cref="ArgumentOutOfRangeException">
        /// A length is below 0 or above keyValueLength, or a position is outside its range. Nothing has been written then.
        /// </exception>
        public void ForwardBatch(ReadOnlySpan<TElement> x, Span<TElement> output, BatchArguments<TElement> arguments = default)
        {
            var parts = BatchParts<TElement, float>.OfForward(TKernel.Shape, x, output, arguments.AsNumbers);
            for (int entry = 0; entry < parts.Batch; entry++)
            {
                kernel.Forward(BatchShare.Of(x, entry, parts.Batch), BatchShare.Of(output, entry, parts.Batch), AttentionArguments<TElement>.From(parts[entry]));
            }
        }

        /// <summary>softmax(scale · Q·Kᵀ)·V of each entry. The queries say how many there are; none is no mistake.</summary>
        /// <param name="query">Q: batch × n × heads × dK numbers.</param>
        /// <param name="key">K: batch × keyValueLength × keyValueHeads × dK numbers.</param>
        /// <param name="value">V: batch × keyValueLength × keyValueHeads × dV numbers.</param>
        /// <param name="output">Takes batch × n × heads × dV numbers.</param>
        /// <param name="arguments">The optional parts.</param>
        /// <exception cref="ArgumentException">
        /// An operand has the wrong length, operands overlap, or a part is given that the shape has no use for. Nothing has been written then.
        /// </exception>
        /// <exception cref="ArgumentOutOfRangeException">A length is below 0 or above keyValueLength. Nothing has been written then.</exception>
#pragma warning disable CA1000 // Called as a member of the kernel's class, it needs no type argument.
        public static void AttendBatch(
#pragma warning restore CA1000
            ReadOnlySpan<TElement> query,
            ReadOnlySpan<TElement> key,
            ReadOnlySpan<TElement> value,
            Span<TElement> output,
            BatchArguments<TElement> arguments = default)
        {
            var parts = BatchParts<TElement, float>.OfAttend(TKernel.Shape, query, key, value, output, arguments.AsNumbers);
            for (int entry = 0; entry < parts.Batch; entry++)
            {
                TKernel.Attend(
                    BatchShare.Of(query, entry, parts.Batch),
                    BatchShare.Of(key, entry, parts.Batch),
                    BatchShare.Of(value, entry, parts.Batch),
                    BatchShare.Of(output, entry, parts.Batch),
                    AttentionArguments<TElement>.From(parts[entry]));
            }
        }
    }
}
