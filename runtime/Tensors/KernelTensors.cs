using System.Numerics.Tensors;

namespace AttnGen;

/// <summary>
/// <c>Forward</c> and <c>Attend</c> of every generated kernel on the tensors of System.Numerics.Tensors. Every dimension is checked, nothing
/// is copied, and a call allocates nothing.
/// </summary>
/// <example>
/// <code>
/// var encoder = new Encoder(weights);
/// Tensor&lt;float&gt; x = Tensor.CreateFromShape&lt;float&gt;([64, 128]), output = Tensor.CreateFromShape&lt;float&gt;([64, 128]);
/// encoder.Forward(x, output);
/// </code>
/// </example>
public static class KernelTensors
{
    extension<TKernel>(TKernel kernel)
        where TKernel : IAttentionKernel<TKernel>
    {
        /// <summary>The whole attention: projection, scoring, scaling, softmax, aggregation and, where asked, output projection.</summary>
        /// <param name="x">X: [n, dModel].</param>
        /// <param name="output">Takes [n, outputWidth] with the output projection, else [n, heads·dV].</param>
        /// <param name="arguments">The optional parts.</param>
        /// <exception cref="ArgumentException">
        /// A tensor has other dimensions than the shape gives it or does not lie dense, operands overlap, or a part is given that the shape
        /// has no use for. Nothing has been written then.
        /// </exception>
        /// <exception cref="ArgumentOutOfRangeException">
        /// <see cref="TensorArguments.Length"/> is below 0 or above keyValueLength, or <see cref="TensorArguments.Position"/> is outside its
        /// range. Nothing has been written then.
        /// </exception>
        public void Forward(ReadOnlyTensorSpan<float> x, TensorSpan<float> output, TensorArguments arguments = default)
        {
            AttentionShape shape = TKernel.Shape;
            int width = shape.OutputProjection ? shape.OutputWidth : shape.Heads * shape.DV;
            kernel.Forward(
                Dense.Span(x, nameof(x), "n × dModel", [shape.N, shape.DModel]),
                Dense.Span(output, nameof(output), shape.OutputProjection ? "n × outputWidth" : "n × heads·dV", [shape.N, width]),
                arguments.Checked(shape));
        }

        /// <summary>softmax(scale · Q·Kᵀ)·V without projections, on tensors of the shape's <see cref="HeadLayout"/>.</summary>
        /// <param name="query">Q: [n, heads, dK], or [heads, n, dK] where the shape is head-major.</param>
        /// <param name="key">K: [keyValueLength, keyValueHeads, dK], or [keyValueHeads, keyValueLength, dK].</param>
        /// <param name="value">V: [keyValueLength, keyValueHeads, dV], or [keyValueHeads, keyValueLength, dV].</param>
        /// <param name="output">Takes [n, heads, dV], or [heads, n, dV].</param>
        /// <param name="arguments">The optional parts.</param>
        /// <exception cref="ArgumentException">
        /// A tensor has other dimensions than the shape gives it or does not lie dense, operands overlap, or a part is given that the shape
        /// has no use for. Nothing has been written then.
        /// </exception>
        /// <exception cref="ArgumentOutOfRangeException">
        /// <see cref="TensorArguments.Length"/> is below 0 or above keyValueLength. Nothing has been written then.
        /// </exception>
#pragma warning disable CA1000 // It is a member of the kernel, which is what the type parameter stands for.
        public static void Attend(
            ReadOnlyTensorSpan<float> query,
            ReadOnlyTensorSpan<float> key,
            ReadOnlyTensorSpan<float> value,
            TensorSpan<float> output,
            TensorArguments arguments = default)
#pragma warning restore CA1000
        {
            AttentionShape shape = TKernel.Shape;
            bool headMajor = shape.Layout == HeadLayout.HeadMajor;
            int keys = shape.KeyValueLength;
            int keyHeads = shape.KeyValueHeads;
            TKernel.Attend(
                headMajor
                    ? Dense.Span(query, nameof(query), "heads × n × dK", [shape.Heads, shape.N, shape.DK])
                    : Dense.Span(query, nameof(query), "n × heads × dK", [shape.N, shape.Heads, shape.DK]),
                headMajor
                    ? Dense.Span(key, nameof(key), "keyValueHeads × keyValueLength × dK", [keyHeads, keys, shape.DK])
                    : Dense.Span(key, nameof(key), "keyValueLength × keyValueHeads × dK", [keys, keyHeads, shape.DK]),
                headMajor
                    ? Dense.Span(value, nameof(value), "keyValueHeads × keyValueLength × dV", [keyHeads, keys, shape.DV])
                    : Dense.Span(value, nameof(value), "keyValueLength × keyValueHeads × dV", [keys, keyHeads, shape.DV]),
                headMajor
                    ? Dense.Span(output, nameof(output), "heads × n × dV", [shape.Heads, shape.N, shape.DV])
                    : Dense.Span(output, nameof(output), "n × heads × dV", [shape.N, shape.Heads, shape.DV]),
                arguments.Checked(shape));
        }
    }
}
