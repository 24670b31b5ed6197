using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AttnGen.Generated;

/// <summary>
/// Weights in the order in which a kernel reads them: panel after panel, each as wide as one register tile, each row of a panel one
/// input's weights for the panel's outputs. A bias is one more row on top of its panel. Lanes past the last output are zero.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PackedPanels
{
    private readonly AlignedBuffer _buffer;
    private readonly WeightLayout _layout;
    private int _filled;

    /// <summary>Makes room for panels.</summary>
    /// <param name="length">The sum of all panels' sizes in floats.</param>
    /// <param name="layout">How the matrices to pack are stored.</param>
    public PackedPanels(int length, WeightLayout layout)
    {
        _buffer = new AlignedBuffer(length);
        _layout = layout;
    }

    /// <summary>The first float of the first panel.</summary>
    public ref float First
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _buffer.First;
    }

    /// <summary>The first number of the first panel, where the numbers are of another type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T FirstOf<T>()
        where T : unmanaged => ref Unsafe.As<float, T>(ref _buffer.First);

    /// <summary>Packs the next panels, equal ones, of a matrix.</summary>
    /// <param name="matrix">The matrix, as the user stores it.</param>
    /// <param name="bias">Its bias, empty for zeros; null where the panels have no row for one.</param>
    /// <param name="inputs">The inputs of the matrix.</param>
    /// <param name="outputs">Its outputs.</param>
    /// <param name="firstOutput">The first output to pack.</param>
    /// <param name="panelWidth">The numbers of a panel's row.</param>
    /// <param name="panels">How many panels of that width follow each other.</param>
    public void Add<T>(
        ReadOnlyMemory<T> matrix, ReadOnlyMemory<T>? bias, int inputs, int outputs, int firstOutput, int panelWidth, int panels)
        where T : unmanaged
    {
        ReadOnlySpan<T> weights = matrix.Span;
        int end = Math.Min(outputs, firstOutput + (panelWidth * panels));
        for (int output = firstOutput; output < end; output += panelWidth)
        {
            int width = Math.Min(panelWidth, outputs - output);
            if (bias is { } given)
            {
                Span<T> row = Take<T>(panelWidth);
                if (!given.IsEmpty)
                {
                    given.Span.Slice(output, width).CopyTo(row);
                }
            }

            for (int input = 0; input < inputs; input++)
            {
                Span<T> row = Take<T>(panelWidth);
                for (int lane = 0; lane < width; lane++)
                {
                    row[lane] = _layout == WeightLayout.InputByOutput
                        ? weights[(input * outputs) + output + lane]
                        : weights[((output + lane) * inputs) + input];
                }
            }
        }
    }

    private Span<T> Take<T>(int length)
        where T : unmanaged
    {
        int floats = length * (Unsafe.SizeOf<T>() / sizeof(float));
        Span<float> row = _buffer.Span.Slice(_filled, floats);
        _filled += floats;
        return MemoryMarshal.Cast<float, T>(row);
    }
}
