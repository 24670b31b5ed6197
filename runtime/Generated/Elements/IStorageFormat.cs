using System.Numerics;

namespace AttnGen.Generated;

/// <summary>A format of 16 bits, on its way to floats and back: many numbers at a time, each in 32 bits of its own.</summary>
internal interface IStorageFormat
{
    /// <summary>The floats with the same values.</summary>
    /// <param name="bits">Numbers in the lower 16 bits; the upper ones are 0.</param>
    static abstract Vector<float> Widen(Vector<uint> bits);

    /// <summary>The nearest numbers, in the lower 16 bits.</summary>
    /// <param name="numbers">The floats.</param>
    static abstract Vector<uint> Narrow(Vector<float> numbers);

    /// <summary>The float with the same value.</summary>
    static abstract float Widen(ushort bits);

    /// <summary>The nearest number.</summary>
    static abstract ushort Narrow(float number);
}
