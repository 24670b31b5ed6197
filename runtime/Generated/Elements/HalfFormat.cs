using System.Numerics;
using System.Runtime.CompilerServices;

namespace AttnGen.Generated;

/// <summary>
/// IEEE 754's binary16: 5 bits of exponent and 10 of mantissa. .NET reaches the machine's own conversions with one number at a time only, so
/// many are converted by their bits: the mantissa moves to its place in a float, and the exponent changes its bias.
/// </summary>
internal readonly struct HalfFormat : IStorageFormat
{
    /// <summary>The bits of the exponent.</summary>
    public const ushort Exponent = Infinity;

    private const int FloatMantissa = 23;
    private const int DroppedBits = FloatMantissa - 10;
    private const int SignDistance = 16;
    private const int BiasDistance = 127 - 15;

    private const int Sign = 0x8000;
    private const int Magnitude = 0x7FFF;
    private const int Infinity = 0x7C00;
    private const int QuietNaN = 0x7E00;
    private const int Mantissa = 0x3FF;
    private const int SmallestNormal = 0x400;

    private const int FloatMagnitude = 0x7FFFFFFF;
    private const int FloatInfinity = 0xFF << FloatMantissa;
    private const int FloatQuietBit = 1 << (FloatMantissa - 1);
    private const int FloatOne = 1 << FloatMantissa;

    // The first float that no finite half is near, and the first that has a normal half.
    private const int FloatTooLarge = (127 + 16) << FloatMantissa;
    private const int FloatNormal = (BiasDistance + 1) << FloatMantissa;

    // A float this large has its last bit where a half's subnormals have theirs, so that adding it rounds to them.
    private const int SubnormalRounder = (BiasDistance + DroppedBits + 1) << FloatMantissa;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Widen(Vector<uint> bits)
    {
        Vector<int> all = Vector.AsVectorInt32(bits);
        Vector<int> magnitude = all & new Vector<int>(Magnitude);
        Vector<int> rebias = new(BiasDistance << FloatMantissa);
        Vector<int> normal = Vector.ShiftLeft(magnitude, DroppedBits) + rebias;
        Vector<int> special = Vector.GreaterThan(magnitude, new Vector<int>(Infinity - 1)) & rebias;
        Vector<int> quiet = Vector.GreaterThan(magnitude, new Vector<int>(Infinity)) & new Vector<int>(FloatQuietBit);

        // Of a subnormal: 2⁻¹⁴ · 1.mantissa, less 2⁻¹⁴, which is exact.
        Vector<float> less = Vector.AsVectorSingle(new Vector<int>(FloatNormal));
        Vector<int> subnormal = Vector.AsVectorInt32(Vector.AsVectorSingle(normal + new Vector<int>(FloatOne)) - less);
        Vector<int> isSubnormal = Vector.LessThan(magnitude, new Vector<int>(SmallestNormal));
        Vector<int> value = Vector.ConditionalSelect(isSubnormal, subnormal, (normal + special) | quiet);
        Vector<int> sign = Vector.ShiftLeft(all & new Vector<int>(Sign), SignDistance);
        return Vector.AsVectorSingle(value | sign);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<uint> Narrow(Vector<float> numbers)
    {
        Vector<int> all = Vector.AsVectorInt32(numbers);
        Vector<int> magnitude = all & new Vector<int>(FloatMagnitude);
        Vector<int> kept = Vector.ShiftRightLogical(magnitude, DroppedBits);
        Vector<int> halfOfLast = new Vector<int>((1 << (DroppedBits - 1)) - 1) + (kept & Vector<int>.One);
        Vector<int> rebias = new(BiasDistance << FloatMantissa);
        Vector<int> normal = Vector.ShiftRightLogical(magnitude - rebias + halfOfLast, DroppedBits);

        Vector<int> rounder = new(SubnormalRounder);
        Vector<int> subnormal = Vector.AsVectorInt32(Vector.AsVectorSingle(magnitude) + Vector.AsVectorSingle(rounder)) - rounder;
        Vector<int> nan = new Vector<int>(QuietNaN) | (kept & new Vector<int>(Mantissa));
        Vector<int> isNaN = Vector.GreaterThan(magnitude, new Vector<int>(FloatInfinity));
        Vector<int> special = Vector.ConditionalSelect(isNaN, nan, new Vector<int>(Infinity));

        Vector<int> finite = Vector.ConditionalSelect(Vector.LessThan(magnitude, new Vector<int>(FloatNormal)), subnormal, normal);
        Vector<int> isFinite = Vector.LessThan(magnitude, new Vector<int>(FloatTooLarge));
        Vector<int> value = Vector.ConditionalSelect(isFinite, finite, special);
        Vector<int> sign = Vector.ShiftRightLogical(all, SignDistance) & new Vector<int>(Sign);
        return Vector.AsVectorUInt32(value | sign);
    }

    /// <inheritdoc/>
    public static float Widen(ushort bits) => (float)BitConverter.UInt16BitsToHalf(bits);

    /// <inheritdoc/>
    public static ushort Narrow(float number) => BitConverter.HalfToUInt16Bits((Half)number);
}
