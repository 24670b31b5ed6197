using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace AttnGen.Generated;

/// <summary>
/// Weights in the order in which a kernel reads them: panel after panel, each as wide as one register tile, each row of a panel one
/// input's weights for the panel's outputs. A bias is one more row on top of its panel. Columns past the last output are zero.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PackedPanels
{
    private readonly AlignedBuffer _buffer;
    private int _panelStart;

    /// <summary>Makes room for panels.</summary>
    /// <param name="length">The sum of all panels' sizes in floats.</param>
    public PackedPanels(int length) => _buffer = new AlignedBuffer(length);

    /// <summary>The first float of the first panel.</summary>
    public ref float First
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _buffer.First;
    }

    /// <summary>Packs the next panels of a matrix that is the columns of several matrices side by side.</summary>
    /// <param name="parts">The matrices and their biases, from left to right.</param>
    /// <param name="layout">How the matrices are stored.</param>
    /// <param name="inputs">The rows of each matrix.</param>
    /// <param name="bias">Whether each panel has a row for the bias.</param>
    /// <param name="firstColumn">The first column to pack.</param>
    /// <param name="panelWidth">The width of a panel in floats.</param>
    /// <param name="panels">How many panels of that width follow each other.</param>
    public void Add(ReadOnlySpan<PanelPart> parts, WeightLayout layout, int inputs, bool bias, int firstColumn, int panelWidth, int panels)
    {
        for (int panel = 0; panel < panels; panel++)
        {
            Span<float> target = _buffer.Span.Slice(_panelStart, (inputs + (bias ? 1 : 0)) * panelWidth);
            _panelStart += target.Length;
            for (int lane = 0; lane < panelWidth; lane++)
            {
                PackColumn(parts, firstColumn + (panel * panelWidth) + lane, layout, inputs, bias, target[lane..], panelWidth);
            }
        }
    }

    private static void PackColumn(
        ReadOnlySpan<PanelPart> parts, int column, WeightLayout layout, int inputs, bool bias, Span<float> target, int stride)
    {
        foreach (PanelPart part in parts)
        {
            if (column >= part.Columns)
            {
                column -= part.Columns;
                continue;
            }

            int row = 0;
            if (bias)
            {
                target[0] = part.Bias.IsEmpty ? 0 : (float)(part.Bias.Span[column] * part.Factor);
                row = 1;
            }

            ReadOnlySpan<float> matrix = part.Matrix.Span;
            for (int i = 0; i < inputs; i++, row++)
            {
                float weight = layout == WeightLayout.InputByOutput ? matrix[(i * part.Columns) + column] : matrix[(column * inputs) + i];
                target[row * stride] = (float)(weight * part.Factor);
            }

            return;
        }
    }
}
