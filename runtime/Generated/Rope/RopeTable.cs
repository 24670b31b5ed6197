using System.ComponentModel;

namespace AttnGen.Generated;

/// <summary>The factors of RoPE for kernels of floats.</summary>
/// <param name="positions">How many positions.</param>
/// <param name="dK">The columns of a head, an even number.</param>
/// <param name="width">How many of them are turned: the first ones, an even number.</param>
/// <param name="theta">The base of the angles.</param>
/// <param name="rowLength">The cosines of a row, an even number; its sines are as many.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RopeTable(int positions, int dK, int width, double theta, int rowLength)
    : RopeTable<float>(positions, dK, width, theta, rowLength)
{
}
