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
            AttentionShape shape = TKernel.Shape;
            int batch = BatchChecks.Entries(x.Length, shape.InputLength, nameof(x));
            BatchChecks.Length(output.Length, batch, shape.OutputLength, nameof(output));
            if (shape.IsCrossAttention)
            {
                BatchChecks.Length(arguments.Context.Length, batch, shape.ContextLength, "context");
            }

            var parts = new BatchParts<float>(shape, batch, arguments.AsElements);
            parts.CheckApart(output);
            parts.CheckApart(output, x, nameof(x));
            parts.CheckApart(output, arguments.Context, "context");
            for (int entry = 0; entry < batch; entry++)
            {
                kernel.Forward(BatchShare.Of(x, entry, batch), BatchShare.Of(output, entry, batch), AttentionArguments.From(parts[entry]));
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
            AttentionShape shape = TKernel.Shape;
            int batch = BatchChecks.Entries(query.Length, shape.QueryLength, nameof(query));
            BatchChecks.Length(key.Length, batch, shape.KeyLength, nameof(key));
            BatchChecks.Length(value.Length, batch, shape.ValueLength, nameof(value));
            BatchChecks.Length(output.Length, batch, shape.AttendOutputLength, nameof(output));
            var parts = new BatchParts<float>(shape, batch, arguments.AsElements);
            parts.CheckApart(output);
            parts.CheckApart(output, query, nameof(query));
            parts.CheckApart(output, key, nameof(key));
            parts.CheckApart(output, value, nameof(value));
            for (int entry = 0; entry < batch; entry++)
            {
                TKernel.Attend(
                    BatchShare.Of(query, entry, batch),
                    BatchShare.Of(key, entry, batch),
                    BatchShare.Of(value, entry, batch),
                    BatchShare.Of(output, entry, batch),
                    AttentionArguments.From(parts[entry]));
            }
        }
    }
}
