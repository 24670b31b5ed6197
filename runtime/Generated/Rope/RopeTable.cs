using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace AttnGen.Generated;

/// <summary>
/// The factors by which RoPE turns a projected token, a row for each position: first the cosine for each column of a head, then the sine,
/// negative in the first column of a pair, so that a pair (a, b) becomes (a·cos − b·sin, b·cos + a·sin) in one multiplication and one
/// multiply-add of neighbours. Columns of a head that are not turned have 1 and 0. Both parts go on with the columns of the next head, as
/// far as a register tile reaches. Everything is computed in double and rounded once.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RopeTable
{
    /// <summary>
    /// From one position to the next a pair is turned by one step. After so many the angle is taken afresh: rounding has then grown to
    /// some 1e-14.
    /// </summary>
    private const int MostSteps = 256;

    private readonly AlignedBuffer _rows;
    private readonly int _positions;
    private readonly int _dK;
    private readonly int _width;
    private readonly int _rowLength;
    private readonly double _theta;

    /// <summary>Computes the rows of the positions 0 … positions − 1.</summary>
    /// <param name="positions">How many positions.</param>
    /// <param name="dK">The columns of a head, an even number.</param>
    /// <param name="width">How many of them are turned: the first ones, an even number.</param>
    /// <param name="theta">The base of the angles.</param>
    /// <param name="rowLength">The cosines of a row, an even number; its sines are as many.</param>
    public RopeTable(int positions, int dK, int width, double theta, int rowLength)
    {
        _positions = positions;
        _dK = dK;
        _width = width;
        _rowLength = rowLength;
        _theta = theta;
        _rows = new AlignedBuffer(checked(positions * 2 * rowLength));
        if (positions > 0)
        {
            Fill(0, positions, ref _rows.First);
        }
    }

    /// <summary>The row of position 0; the others follow.</summary>
    public ref float First
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _rows.First;
    }

    /// <summary>The rows from some position on: those of the table where it holds them all, else computed for this call.</summary>
    /// <param name="first">The position of the first row.</param>
    /// <param name="count">The rows that matter.</param>
    /// <param name="read">The rows that may be read, of which those that do not matter may hold anything.</param>
    /// <param name="room">Memory for as many rows as may be read.</param>
    /// <returns>The first row.</returns>
    public ref float From(int first, int count, int read, ref float room)
    {
        if (first <= _positions - read)
        {
            return ref Unsafe.Add(ref _rows.First, (nint)first * 2 * _rowLength);
        }

        Fill(first, count, ref room);
        return ref room;
    }

    private void Fill(int first, int count, ref float rows)
    {
        for (int column = 0; column < _dK; column += 2)
        {
            bool turned = column < _width;
            double frequency = turned ? Math.Pow(_theta, -(double)column / _width) : 0;
            (double stepSin, double stepCos) = Math.SinCos(frequency);
            (double sin, double cos) = (0, 1);
            for (int row = 0; row < count; row++)
            {
                (sin, cos) = row % MostSteps == 0
                    ? Math.SinCos((first + (double)row) * frequency)
                    : ((sin * stepCos) + (cos * stepSin), (cos * stepCos) - (sin * stepSin));
                ref float cosines = ref Unsafe.Add(ref rows, (nint)row * 2 * _rowLength);
                SetPair(ref cosines, column, (float)cos, (float)cos);
                SetPair(ref Unsafe.Add(ref cosines, _rowLength), column, (float)-sin, (float)sin);
            }
        }
    }

    /// <summary>Sets both columns of a pair in every head that the row reaches.</summary>
    private void SetPair(ref float row, int column, float first, float second)
    {
        for (; column < _rowLength; column += _dK)
        {
            Unsafe.Add(ref row, column) = first;
            Unsafe.Add(ref row, column + 1) = second;
        }
    }
}
