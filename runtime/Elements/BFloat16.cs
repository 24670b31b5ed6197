using System.Globalization;

namespace AttnGen;

/// <summary>
/// A number of 16 bits: the upper half of a <see cref="float"/>, with its range and 8 significant bits. It is for storage; to compute, make
/// a float of it, which is exact.
/// </summary>
public readonly struct BFloat16 : IEquatable<BFloat16>, IComparable<BFloat16>, IFormattable
{
    private const int LowerBits = 16;
    private const uint QuietBit = 0x40;

    private readonly ushort _bits;

    private BFloat16(ushort bits) => _bits = bits;

    /// <summary>The largest finite number, about 3.39 · 10³⁸.</summary>
    public static BFloat16 MaxValue => new(0x7F7F);

    /// <summary>The smallest finite number, about −3.39 · 10³⁸.</summary>
    public static BFloat16 MinValue => new(0xFF7F);

    /// <summary>The smallest number above 0, 2⁻¹³³.</summary>
    public static BFloat16 Epsilon => new(1);

    /// <summary>∞.</summary>
    public static BFloat16 PositiveInfinity => new(0x7F80);

    /// <summary>−∞.</summary>
    public static BFloat16 NegativeInfinity => new(0xFF80);

    /// <summary>Not a number.</summary>
    public static BFloat16 NaN => new(0xFFC0);

    /// <summary>The sign, 8 bits of exponent and 7 of mantissa.</summary>
    [CLSCompliant(false)]
    public ushort Bits => _bits;

    /// <summary>The number with these bits.</summary>
    /// <param name="bits">The sign, 8 bits of exponent and 7 of mantissa.</param>
    [CLSCompliant(false)]
    public static BFloat16 FromBits(ushort bits) => new(bits);

    /// <summary>The nearest number; of two as near, the one whose last bit is 0. What is too large becomes ∞; NaN stays NaN.</summary>
    /// <param name="value">The number.</param>
    public static explicit operator BFloat16(float value) => FromSingle(value);

    /// <summary>The same number, or the same NaN.</summary>
    /// <param name="value">The number.</param>
    public static explicit operator float(BFloat16 value) => value.ToSingle();

    /// <summary>Whether two numbers are the same; NaN equals none, and 0 equals −0.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(BFloat16 left, BFloat16 right) => left.ToSingle() == right.ToSingle();

    /// <summary>Whether two numbers are not the same.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(BFloat16 left, BFloat16 right) => left.ToSingle() != right.ToSingle();

    /// <summary>Whether one number is smaller than another.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator <(BFloat16 left, BFloat16 right) => left.ToSingle() < right.ToSingle();

    /// <summary>Whether one number is larger than another.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator >(BFloat16 left, BFloat16 right) => left.ToSingle() > right.ToSingle();

    /// <summary>Whether one number is smaller than another, or the same.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator <=(BFloat16 left, BFloat16 right) => left.ToSingle() <= right.ToSingle();

    /// <summary>Whether one number is larger than another, or the same.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator >=(BFloat16 left, BFloat16 right) => left.ToSingle() >= right.ToSingle();

    /// <summary>The nearest number; of two as near, the one whose last bit is 0. What is too large becomes ∞; NaN stays NaN.</summary>
    /// <param name="value">The number.</param>
    public static BFloat16 FromSingle(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        uint kept = bits >> LowerBits;
        if (float.IsNaN(value))
        {
            // The bits that are kept may all be 0, which would be ∞.
            return new((ushort)(kept | QuietBit));
        }

        uint half = (1u << (LowerBits - 1)) - 1 + (kept & 1);
        return new((ushort)((bits + half) >> LowerBits));
    }

    /// <summary>The same number, or the same NaN.</summary>
    public float ToSingle() => BitConverter.UInt32BitsToSingle((uint)_bits << LowerBits);

    /// <inheritdoc/>
    public int CompareTo(BFloat16 other) => ToSingle().CompareTo(other.ToSingle());

    /// <summary>Whether two numbers are the same; NaN equals NaN, and 0 equals −0.</summary>
    /// <param name="other">The other.</param>
    public bool Equals(BFloat16 other) => ToSingle().Equals(other.ToSingle());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is BFloat16 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => ToSingle().GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => ToString(null, CultureInfo.CurrentCulture);

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => ToSingle().ToString(format, formatProvider);
}
