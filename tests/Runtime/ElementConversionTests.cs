using System.Runtime.InteropServices;
using AttnGen.Tests.Harness;
using Xunit;

namespace AttnGen.Tests.Runtime;

/// <summary>The conversions of many numbers at once give the bits that those of one number give, on every tier.</summary>
[Trait("Category", "Kernels")]
public sealed class ElementConversionTests
{
    private const int Patterns = 1 << 16;
    private const int Seed = 20_261_124;

    [Fact]
    public void Every_half_becomes_the_float_of_the_same_value()
    {
        Half[] all = [.. Enumerable.Range(0, Patterns).Select(bits => BitConverter.UInt16BitsToHalf((ushort)bits))];
        var floats = new float[Patterns];

        ElementConversion.Widen(all, floats);

        AssertSameBits([.. all.Select(half => (float)half)], floats);
    }

    [Fact]
    public void Every_bfloat16_becomes_the_float_whose_upper_half_it_is()
    {
        BFloat16[] all = [.. Enumerable.Range(0, Patterns).Select(bits => BFloat16.FromBits((ushort)bits))];
        var floats = new float[Patterns];

        ElementConversion.Widen(all, floats);

        AssertSameBits([.. Enumerable.Range(0, Patterns).Select(bits => BitConverter.Int32BitsToSingle(bits << 16))], floats);
    }

    [Fact]
    public void Floats_around_every_half_are_rounded_as_one_at_a_time()
    {
        float[] floats = [.. Around(bits => (float)BitConverter.UInt16BitsToHalf((ushort)bits))];
        var halves = new Half[floats.Length];

        ElementConversion.Narrow(floats, halves);

        AssertSameBits([.. floats.Select(value => BitConverter.HalfToUInt16Bits((Half)value))], MemoryMarshal.Cast<Half, ushort>(halves), floats);
    }

    [Fact]
    public void Floats_around_every_bfloat16_are_rounded_to_the_nearest_and_ties_to_even()
    {
        float[] floats = [.. Around(bits => BitConverter.Int32BitsToSingle(bits << 16))];
        var numbers = new BFloat16[floats.Length];

        ElementConversion.Narrow(floats, numbers);

        AssertSameBits([.. floats.Select(Nearest)], MemoryMarshal.Cast<BFloat16, ushort>(numbers), floats);
    }

    [Fact]
    public void Random_floats_are_rounded_as_one_at_a_time()
    {
        const int Count = 1_000_003;
        var floats = new float[Count];
        new Random(Seed).NextBytes(MemoryMarshal.AsBytes(floats.AsSpan()));
        var halves = new Half[Count];
        var numbers = new BFloat16[Count];

        ElementConversion.Narrow(floats, halves);
        ElementConversion.Narrow(floats, numbers);

        AssertSameBits([.. floats.Select(value => BitConverter.HalfToUInt16Bits((Half)value))], MemoryMarshal.Cast<Half, ushort>(halves), floats);
        AssertSameBits([.. floats.Select(Nearest)], MemoryMarshal.Cast<BFloat16, ushort>(numbers), floats);
    }

    [Fact]
    public void Every_length_is_converted_whole_and_nothing_beside_it()
    {
        for (int length = 0; length <= 70; length++)
        {
            using var halves = new GuardedMemory<Half>(length, Guard.AtEnd);
            using var floats = new GuardedMemory<float>(length, Guard.AtEnd);
            using var back = new GuardedMemory<Half>(length, Guard.AtStart);
            for (int i = 0; i < length; i++)
            {
                halves.Span[i] = (Half)(i - 3.5f);
            }

            ElementConversion.Widen(halves.Span, floats.Span);
            ElementConversion.Narrow(floats.Span, back.Span);

            Assert.Equal(halves.Span.ToArray(), back.Span.ToArray());
            floats.AssertSlackUntouched("floats");
            back.AssertSlackUntouched("halves");
        }
    }

    [Fact]
    public void A_wrong_length_is_refused()
    {
        ArgumentException narrow = Assert.Throws<ArgumentException>(() => ElementConversion.Narrow(new float[3], new Half[4]));
        ArgumentException widen = Assert.Throws<ArgumentException>(() => ElementConversion.Widen(new BFloat16[3], new float[2]));

        Assert.StartsWith("target must hold the length of source = 3 numbers, but holds 4.", narrow.Message, StringComparison.Ordinal);
        Assert.StartsWith("target must hold the length of source = 3 floats, but holds 2.", widen.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, 10, true)]
    [InlineData(6, 10, true)]
    [InlineData(19, 10, true)]
    [InlineData(5, 10, false)]
    [InlineData(20, 10, false)]
    public void Shared_memory_is_refused(int halvesAt, int floatsAt, bool refused)
    {
        // Ten halves lie in the memory of five floats.
        var memory = new float[32];
        Exception? thrown = Record.Exception(() => ElementConversion.Widen(
            MemoryMarshal.Cast<float, Half>(memory.AsSpan(halvesAt, 5)), memory.AsSpan(floatsAt, 10)));

        Assert.Equal(refused, thrown is ArgumentException);
    }

    private static IEnumerable<float> Around(Func<int, float> valueOf)
    {
        for (int bits = 0; bits < Patterns; bits++)
        {
            float value = valueOf(bits);
            float next = valueOf((bits + 1) % Patterns);
            float middle = (float)(((double)value + next) / 2);
            foreach (float place in new[] { value, middle })
            {
                yield return place;
                yield return MathF.BitDecrement(place);
                yield return MathF.BitIncrement(place);
            }
        }
    }

    /// <summary>The nearest BFloat16, found by comparing distances in double.</summary>
    private static ushort Nearest(float value)
    {
        int bits = BitConverter.SingleToInt32Bits(value);
        if (!float.IsFinite(value))
        {
            return (ushort)((bits >> 16) | (float.IsNaN(value) ? 0x40 : 0));
        }

        int below = bits >>> 16;
        int above = below + 1;
        double distanceBelow = Math.Abs((double)value - BitConverter.Int32BitsToSingle(below << 16));

        // What follows the largest number is ∞, at the place of a number that the format has no room for.
        double aboveValue = (above & 0x7FFF) == 0x7F80
            ? Math.CopySign(Math.ScaleB(1, 128), value)
            : BitConverter.Int32BitsToSingle(above << 16);
        double distanceAbove = Math.Abs(aboveValue - value);
        bool isBelow = distanceBelow < distanceAbove || (distanceBelow == distanceAbove && below % 2 == 0);
        return (ushort)(isBelow ? below : above);
    }

    private static void AssertSameBits(float[] expected, float[] actual)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            int expectedBits = BitConverter.SingleToInt32Bits(expected[i]);
            int bits = BitConverter.SingleToInt32Bits(actual[i]);
            if (expectedBits != bits)
            {
                Assert.Fail($"0x{i:X4} became 0x{bits:X8}, not 0x{expectedBits:X8}.");
            }
        }
    }

    private static void AssertSameBits(ushort[] expected, ReadOnlySpan<ushort> actual, float[] of)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            if (expected[i] != actual[i])
            {
                Assert.Fail($"0x{BitConverter.SingleToInt32Bits(of[i]):X8} became 0x{actual[i]:X4}, not 0x{expected[i]:X4}.");
            }
        }
    }
}
