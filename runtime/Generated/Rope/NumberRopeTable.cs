using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace AttnGen.Generated;

/// <summary>
/// The factors by which RoPE turns a projected token, a row for each position: first the cosine for each column of a head, then the sine,
/// negative in the first column of a pair, so that a pair (a, b) becomes (a·cos − b·sin, b·cos + a·sin) in one multiplication and one
/// multiply-add of neighbours. Columns of a head that are not turned have 1 and 0. Both parts go on with the columns of the next head, as
/// far as a register tile reaches. Everything is computed in double, and rounded once where the factors are floats.
/// </summary>
/// <typeparam name="TNumber">What the kernel computes in: <see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public class RopeTable<TNumber>
    where TNumber : unmanaged
{
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
        _rows = new AlignedBuffer(checked(positions * 2 * rowLength * (Unsafe.SizeOf<TNumber>() / sizeof(float))));
        if (positions > 0)
        {
            Fill(0, positions, ref First);
        }
    }

    /// <summary>The row of position 0; the others follow.</summary>
    public ref TNumber First
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.As<float, TNumber>(ref _rows.First);
    }

    /// <summary>
    /// From one position to the next a pair is turned by one step. After so many the angle is taken afresh: rounding has then grown to
    /// some 1e-14, which a float does not show and a double does.
    /// </summary>
    private static int MostSteps => IsDouble ? 1 : 256;

    private static bool IsDouble => typeof(TNumber) == typeof(double);

    /// <summary>The rows from some position on: those of the table where it holds them all, else computed for this call.</summary>
    /// <param name="first">The position of the first row.</param>
    /// <param name="count">The rows that matter.</param>
    /// <param name="read">The rows that may be read, of which those that do not matter may hold anything.</param>
    /// <param name="room">Memory for as many rows as may be read.</param>
    /// <returns>The first row.</returns>
    public ref TNumber From(int first, int count, int read, ref TNumber room)
    {
        if (first <= _positions - read)
        {
            return ref Unsafe.Add(ref First, (nint)first * 2 * _rowLength);
        }

        Fill(first, count, ref room);
        return ref room;
    }

    private static TNumber Rounded(double factor)
    {
        if (IsDouble)
        {
            return Unsafe.As<double, TNumber>(ref factor);
        }

        float rounded = (float)factor;
        return Unsafe.As<float, TNumber>(ref rounded);
    }

    private void Fill(int first, int count, ref TNumber rows)
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
                ref TNumber cosines = ref Unsafe.Add(ref rows, (nint)row * 2 * _rowLength);
                SetPair(ref cosines, column, Rounded(cos), Rounded(cos));
                SetPair(ref Unsafe.Add(ref cosines, _rowLength), column, Rounded(-sin), Rounded(sin));
            }
        }
    }

    /// <summary>Sets both columns of a pair in every head that the row reaches.</summary>
    private void SetPair(ref TNumber row, int column, TNumber first, TNumber second)
    {
        for (; column < _rowLength; column += _dK)
        {
            Unsafe.Add(ref row, column) = first;
            Unsafe.Add(ref row, column + 1) = second;
        }
    }
}
