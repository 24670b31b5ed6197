namespace AttnGen;

/// <summary>
/// Calls a kernel for a batch: several entries of its shape, one behind the other in memory, each with a length of its own where they are
/// ragged. Every entry gets the same bits as in a call for it alone. No call allocates, but for what the kernel's first call on a thread does.
/// </summary>
/// <remarks>All that a call brings is checked, for all entries, before anything is written.</remarks>
/// <example>
/// <code>
/// encoder.ForwardBatch(x, output, new BatchArguments { Lengths = [64, 12, 40] });
/// Encoder.AttendBatch(query, key, value, output);
/// </code>
/// </example>
public static class AttentionBatch
{
    extension<TKernel>(TKernel kernel)
        where TKernel : IAttentionKernel<TKernel>
    {
        /// <summary>The whole attention of each entry. x says how many there are; none is no mistake.</summary>
        /// <param name="x">X: batch × n × dModel floats.</param>
        /// <param name="output">Takes batch × n × outputWidth floats with the output projection, else batch × n × heads·dV.</param>
        /// <param name="arguments">The optional parts.</param>
        /// <exception cref="ArgumentException">
        /// An operand has the wrong length, operands overlap, or a part is given that the shape has no use for. Nothing has been written then.
        /// </exception>
        /// <exception cref="ArgumentOutOfRangeException">
        /// A length is below 0 or above keyValueLength, or a position is outside its range. Nothing has been written then.
        /// </exception>
        public void ForwardBatch(ReadOnlySpan<float> x, Span<float> output, BatchArguments arguments = default)
        {
            var parts = BatchParts<float, float>.OfForward(TKernel.Shape, x, output, arguments.AsNumbers);
            for (int entry = 0; entry < parts.Batch; entry++)
            {
                kernel.Forward(BatchShare.Of(x, entry, parts.Batch), BatchShare.Of(output, entry, parts.Batch), AttentionArguments.From(parts[entry]));
            }
        }

        /// <summary>softmax(scale · Q·Kᵀ)·V of each entry. The queries say how many there are; none is no mistake.</summary>
        /// <param name="query">Q: batch × n × heads × dK floats.</param>
        /// <param name="key">K: batch × keyValueLength × keyValueHeads × dK floats.</param>
        /// <param name="value">V: batch × keyValueLength × keyValueHeads × dV floats.</param>
        /// <param name="output">Takes batch × n × heads × dV floats.</param>
        /// <param name="arguments">The optional parts.</param>
        /// <exception cref="ArgumentException">
        /// An operand has the wrong length, operands overlap, or a part is given that the shape has no use for. Nothing has been written then.
        /// </exception>
        /// <exception cref="ArgumentOutOfRangeException">A length is below 0 or above keyValueLength. Nothing has been written then.</exception>
#pragma warning disable CA1000 // Called as a member of the kernel's class, it needs no type argument.
        public static void AttendBatch(
#pragma warning restore CA1000
            ReadOnlySpan<float> query, ReadOnlySpan<float> key, ReadOnlySpan<float> value, Span<float> output, BatchArguments arguments = default)
        {
            var parts = BatchParts<float, float>.OfAttend(TKernel.Shape, query, key, value, output, arguments.AsNumbers);
            for (int entry = 0; entry < parts.Batch; entry++)
            {
                TKernel.Attend(
                    BatchShare.Of(query, entry, parts.Batch),
                    BatchShare.Of(key, entry, parts.Batch),
                    BatchShare.Of(value, entry, parts.Batch),
                    BatchShare.Of(output, entry, parts.Batch),
                    AttentionArguments.From(parts[entry]));
            }
        }
    }
}
