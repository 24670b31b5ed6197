namespace AttnGen.Tests.Exponential;

/// <summary>Floats that follow each other as bit patterns do: from one float away from zero to another, or through the NaNs.</summary>
/// <param name="Name">What they are.</param>
/// <param name="First">The first bit pattern.</param>
/// <param name="Last">The last bit pattern.</param>
internal sealed record FloatRange(string Name, uint First, uint Last)
{
    private const uint SignBit = 0x8000_0000;

    /// <summary>Where 2^x is a normal float: what the method promises to compute.</summary>
    public static IReadOnlyList<FloatRange> Computed { get; } =
    [
        new("0 to 127", 0, BitConverter.SingleToUInt32Bits(127)),
        new("-0 to -126", SignBit, BitConverter.SingleToUInt32Bits(-126)),
    ];

    /// <summary>Below −126, with −∞: raised to −126.</summary>
    public static FloatRange Raised { get; } =
        new("below -126", BitConverter.SingleToUInt32Bits(-126) + 1, BitConverter.SingleToUInt32Bits(float.NegativeInfinity));

    /// <summary>Every NaN, whatever it carries.</summary>
    public static IReadOnlyList<FloatRange> NotANumber { get; } =
    [
        new("NaN, positive", BitConverter.SingleToUInt32Bits(float.PositiveInfinity) + 1, SignBit - 1),
        new("NaN, negative", BitConverter.SingleToUInt32Bits(float.NegativeInfinity) + 1, uint.MaxValue),
    ];

    /// <summary>How many they are, taking every so manieth.</summary>
    public long Count(uint stride) => ((Last - First) / stride) + 1;

    /// <summary>Writes some of them.</summary>
    /// <param name="values">Filled as far as there are any.</param>
    /// <param name="start">The index of the first to write.</param>
    /// <param name="stride">Every so manieth is taken.</param>
    /// <returns>How many were written.</returns>
    public int Fill(Span<float> values, long start, uint stride)
    {
        int count = (int)Math.Min(values.Length, Count(stride) - start);
        uint bits = (uint)(First + (start * stride));
        for (int i = 0; i < count; i++)
        {
            values[i] = BitConverter.UInt32BitsToSingle(bits);
            bits += stride;
        }

        return count;
    }
}
