using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AttnGen;

namespace TinyStories;

/// <summary>
/// A matrix that single vectors are multiplied with. A token at a time uses each weight once, so what counts is to stream the weights:
/// they are packed into panels of <see cref="PanelVectors"/> vectors of outputs, one input after the other, as they are read.
/// </summary>
internal sealed class PackedMatrix
{
    /// <summary>
    /// The vectors of one panel. Inputs with even and odd numbers have sums of their own: eight sums in flight hide the latency of a
    /// multiply-add, and a narrow panel leaves few lanes without an output.
    /// </summary>
    private const int PanelVectors = 4;

    private readonly AlignedBuffer _panels;
    private readonly int _inputs;

    /// <summary>Packs matrices, whose outputs follow each other.</summary>
    /// <param name="inputs">The inputs of each.</param>
    /// <param name="matrices">The matrices, row-major [out, in].</param>
    /// <exception cref="ArgumentException">A matrix does not consist of whole rows, or the number of inputs is odd.</exception>
    public PackedMatrix(int inputs, params ReadOnlySpan<ReadOnlyMemory<float>> matrices)
    {
        if (inputs % 2 != 0)
        {
            throw new ArgumentException($"The number of inputs must be even, but is {inputs}.", nameof(inputs));
        }

        int outputs = 0;
        foreach (ReadOnlyMemory<float> matrix in matrices)
        {
            if (matrix.Length % inputs != 0)
            {
                throw new ArgumentException($"{matrix.Length} floats are no whole rows of {inputs}.", nameof(matrices));
            }

            outputs += matrix.Length / inputs;
        }

        _inputs = inputs;
        PaddedOutputs = (outputs + PanelWidth - 1) / PanelWidth * PanelWidth;
        _panels = new AlignedBuffer(PaddedOutputs * inputs);
        int first = 0;
        foreach (ReadOnlyMemory<float> matrix in matrices)
        {
            Pack(matrix.Span, first);
            first += matrix.Length / inputs;
        }
    }

    /// <summary>The outputs in whole panels; those past the matrices' own are zero.</summary>
    public int PaddedOutputs { get; }

    private static int PanelWidth => PanelVectors * Vector<float>.Count;

    /// <summary>y += W·x.</summary>
    /// <param name="x">As many floats as there are inputs.</param>
    /// <param name="y"><see cref="PaddedOutputs"/> floats.</param>
    public void AddTo(ReadOnlySpan<float> x, Span<float> y)
    {
        x = x[.._inputs];
        y = y[..PaddedOutputs];
        int step = PanelWidth * _inputs;
        ReadOnlySpan<float> panels = _panels.Span;
        for (int output = 0, panel = 0; output < y.Length; output += PanelWidth, panel += step)
        {
            AddPanel(x, panels.Slice(panel, step), y.Slice(output, PanelWidth));
        }
    }

    // Optimised from the first call, as the kernels are: a story is over before the runtime would have come to it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddPanel(ReadOnlySpan<float> x, ReadOnlySpan<float> panel, Span<float> y)
    {
        int lanes = Vector<float>.Count;
        ref float target = ref MemoryMarshal.GetReference(y);
        ref float weights = ref MemoryMarshal.GetReference(panel);
        Vector<float> even0 = Vector.LoadUnsafe(ref target);
        Vector<float> even1 = Vector.LoadUnsafe(ref target, (nuint)lanes);
        Vector<float> even2 = Vector.LoadUnsafe(ref target, (nuint)(2 * lanes));
        Vector<float> even3 = Vector.LoadUnsafe(ref target, (nuint)(3 * lanes));
        Vector<float> odd0 = default, odd1 = default, odd2 = default, odd3 = default;
        nuint at = 0;
        for (int input = 0; input < x.Length - 1; input += 2)
        {
            var factor = new Vector<float>(x[input]);
            even0 = Vector.MultiplyAddEstimate(factor, Vector.LoadUnsafe(ref weights, at), even0);
            even1 = Vector.MultiplyAddEstimate(factor, Vector.LoadUnsafe(ref weights, at + (nuint)lanes), even1);
            even2 = Vector.MultiplyAddEstimate(factor, Vector.LoadUnsafe(ref weights, at + (nuint)(2 * lanes)), even2);
            even3 = Vector.MultiplyAddEstimate(factor, Vector.LoadUnsafe(ref weights, at + (nuint)(3 * lanes)), even3);

            factor = new Vector<float>(x[input + 1]);
            odd0 = Vector.MultiplyAddEstimate(factor, Vector.LoadUnsafe(ref weights, at + (nuint)(4 * lanes)), odd0);
            odd1 = Vector.MultiplyAddEstimate(factor, Vector.LoadUnsafe(ref weights, at + (nuint)(5 * lanes)), odd1);
            odd2 = Vector.MultiplyAddEstimate(factor, Vector.LoadUnsafe(ref weights, at + (nuint)(6 * lanes)), odd2);
            odd3 = Vector.MultiplyAddEstimate(factor, Vector.LoadUnsafe(ref weights, at + (nuint)(7 * lanes)), odd3);
            at += (nuint)(2 * PanelVectors * lanes);
        }

        (even0 + odd0).StoreUnsafe(ref target);
        (even1 + odd1).StoreUnsafe(ref target, (nuint)lanes);
        (even2 + odd2).StoreUnsafe(ref target, (nuint)(2 * lanes));
        (even3 + odd3).StoreUnsafe(ref target, (nuint)(3 * lanes));
    }

    private void Pack(ReadOnlySpan<float> matrix, int first)
    {
        Span<float> panels = _panels.Span;
        for (int row = 0; row < matrix.Length / _inputs; row++)
        {
            (int panel, int lane) = Math.DivRem(first + row, PanelWidth);
            for (int input = 0; input < _inputs; input++)
            {
                panels[(((panel * _inputs) + input) * PanelWidth) + lane] = matrix[(row * _inputs) + input];
            }
        }
    }
}
