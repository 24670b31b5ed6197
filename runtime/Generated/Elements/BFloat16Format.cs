using System.Numerics;
using System.Runtime.CompilerServices;

namespace AttnGen.Generated;

/// <summary>The upper half of a float: 8 bits of exponent and 7 of mantissa.</summary>
internal readonly struct BFloat16Format : IStorageFormat
{
    /// <summary>The bits of the exponent.</summary>
    public const ushort Exponent = 0x7F80;

    private const int LowerBits = 16;
    private const uint HalfOfLast = 0x7FFF;
    private const uint QuietBit = 0x40;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Widen(Vector<uint> bits) => Vector.AsVectorSingle(Vector.ShiftLeft(bits, LowerBits));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<uint> Narrow(Vector<float> numbers)
    {
        Vector<uint> bits = Vector.AsVectorUInt32(numbers);
        Vector<uint> kept = Vector.ShiftRightLogical(bits, LowerBits);
        Vector<uint> rounded = Vector.ShiftRightLogical(bits + new Vector<uint>(HalfOfLast) + (kept & Vector<uint>.One), LowerBits);
        Vector<uint> isNumber = Vector.AsVectorUInt32(Vector.Equals(numbers, numbers));
        return Vector.ConditionalSelect(isNumber, rounded, kept | new Vector<uint>(QuietBit));
    }

    /// <inheritdoc/>
    public static float Widen(ushort bits) => BFloat16.FromBits(bits).ToSingle();

    /// <inheritdoc/>
    public static ushort Narrow(float number) => BFloat16.FromSingle(number).Bits;
}
