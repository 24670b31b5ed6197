using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace SentenceEncoder;

/// <summary>
/// y = x·W + b for a few rows of x. W is turned once to [out, in], so that every output is a dot product of two rows as they lie in
/// memory; <see cref="TileRows"/> × <see cref="TileOutputs"/> of them are computed together, so that a row that was loaded is used more
/// than once and enough sums are in flight to hide the latency of an addition.
/// </summary>
internal sealed class DenseLayer
{
    // 4 × 2 sums, 4 rows and 2 columns of weights fit the 16 vector registers of AVX2.
    private const int TileRows = 4;
    private const int TileOutputs = 2;

    private readonly float[] _transposed;
    private readonly float[] _bias;
    private readonly int _inputs;

    /// <summary>Transposes the weights of a layer.</summary>
    /// <exception cref="ArgumentException">The kernel is not [inputs, bias length], or a size does not divide into tiles.</exception>
    public DenseLayer(DenseWeights weights, int inputs)
    {
        int outputs = weights.Bias.Length;
        if (weights.Kernel.Length != inputs * outputs)
        {
            throw new ArgumentException(
                $"The kernel must hold inputs × outputs = {inputs} × {outputs} floats, but holds {weights.Kernel.Length}.", nameof(weights));
        }

        if (inputs % Vector<float>.Count != 0 || outputs % TileOutputs != 0)
        {
            throw new ArgumentException(
                $"{inputs} inputs and {outputs} outputs do not divide by {Vector<float>.Count} and {TileOutputs}.", nameof(weights));
        }

        _inputs = inputs;
        _bias = weights.Bias.ToArray();
        _transposed = Transpose(weights.Kernel.Span, inputs, outputs);
    }

    /// <summary>The number of columns of y.</summary>
    public int Outputs => _bias.Length;

    /// <summary>Computes the first rows of y.</summary>
    /// <param name="x">At least rows × inputs floats.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="y">Takes at least rows × <see cref="Outputs"/> floats.</param>
    public void Apply(ReadOnlySpan<float> x, int rows, Span<float> y)
    {
        x = x[..(rows * _inputs)];
        y = y[..(rows * Outputs)];
        for (int output = 0; output < Outputs; output += TileOutputs)
        {
            int row = 0;
            for (; row <= rows - TileRows; row += TileRows)
            {
                Tile(x, row, output, y);
            }

            for (; row < rows; row++)
            {
                for (int o = output; o < output + TileOutputs; o++)
                {
                    y[(row * Outputs) + o] = _bias[o] + TensorPrimitives.Dot(x.Slice(row * _inputs, _inputs), WeightRow(o));
                }
            }
        }
    }

    private void Tile(ReadOnlySpan<float> x, int row, int output, Span<float> y)
    {
        ref float x0 = ref MemoryMarshal.GetReference(x.Slice(row * _inputs, TileRows * _inputs));
        ref float w0 = ref MemoryMarshal.GetReference(_transposed.AsSpan(output * _inputs, TileOutputs * _inputs));
        nuint stride = (nuint)_inputs;
        Vector<float> sum00 = default, sum10 = default, sum20 = default, sum30 = default;
        Vector<float> sum01 = default, sum11 = default, sum21 = default, sum31 = default;

        for (nuint i = 0; i < stride; i += (nuint)Vector<float>.Count)
        {
            Vector<float> first = Vector.LoadUnsafe(ref w0, i);
            Vector<float> second = Vector.LoadUnsafe(ref w0, i + stride);

            Vector<float> a = Vector.LoadUnsafe(ref x0, i);
            sum00 = Vector.MultiplyAddEstimate(a, first, sum00);
            sum01 = Vector.MultiplyAddEstimate(a, second, sum01);

            a = Vector.LoadUnsafe(ref x0, i + stride);
            sum10 = Vector.MultiplyAddEstimate(a, first, sum10);
            sum11 = Vector.MultiplyAddEstimate(a, second, sum11);

            a = Vector.LoadUnsafe(ref x0, i + (2 * stride));
            sum20 = Vector.MultiplyAddEstimate(a, first, sum20);
            sum21 = Vector.MultiplyAddEstimate(a, second, sum21);

            a = Vector.LoadUnsafe(ref x0, i + (3 * stride));
            sum30 = Vector.MultiplyAddEstimate(a, first, sum30);
            sum31 = Vector.MultiplyAddEstimate(a, second, sum31);
        }

        Store(y, row, output, sum00, sum01);
        Store(y, row + 1, output, sum10, sum11);
        Store(y, row + 2, output, sum20, sum21);
        Store(y, row + 3, output, sum30, sum31);
    }

    private void Store(Span<float> y, int row, int output, Vector<float> first, Vector<float> second)
    {
        int start = (row * Outputs) + output;
        y[start] = _bias[output] + Vector.Sum(first);
        y[start + 1] = _bias[output + 1] + Vector.Sum(second);
    }

    private ReadOnlySpan<float> WeightRow(int output) => _transposed.AsSpan(output * _inputs, _inputs);

    private static float[] Transpose(ReadOnlySpan<float> kernel, int inputs, int outputs)
    {
        var transposed = new float[kernel.Length];
        for (int i = 0; i < inputs; i++)
        {
            for (int o = 0; o < outputs; o++)
            {
                transposed[(o * inputs) + i] = kernel[(i * outputs) + o];
            }
        }

        return transposed;
    }
}
