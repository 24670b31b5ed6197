using System.ComponentModel;

namespace AttnGen.Generated;

/// <summary>A number of a head, as precise as the kernel computes.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ScoreNumber
{
    private readonly double _value;

    private ScoreNumber(double value) => _value = value;

    // Generated code assigns and reads it; nobody else does.
#pragma warning disable CA2225
    /// <summary>Keeps a number.</summary>
    public static implicit operator ScoreNumber(double value) => new(value);

    /// <summary>The number, where it was a float.</summary>
    public static implicit operator float(ScoreNumber number) => (float)number._value;

    /// <summary>The number.</summary>
    public static implicit operator double(ScoreNumber number) => number._value;
#pragma warning restore CA2225
}
