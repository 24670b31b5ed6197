using System.Globalization;
using Xunit;

namespace AttnGen.Tests.Runtime;

public sealed class BFloat16Tests
{
    [Theory]
    [InlineData(1f, 0x3F80)]
    [InlineData(-2f, 0xC000)]
    [InlineData(0f, 0x0000)]
    [InlineData(-0f, 0x8000)]
    [InlineData(1.00390625f, 0x3F80)]
    [InlineData(1.01171875f, 0x3F82)]
    [InlineData(3.3895314e38f, 0x7F7F)]
    [InlineData(3.4e38f, 0x7F80)]
    [InlineData(float.PositiveInfinity, 0x7F80)]
    [InlineData(float.NegativeInfinity, 0xFF80)]
    public void A_float_is_rounded_to_the_nearest_and_ties_to_even(float value, int bits)
    {
        Assert.Equal(bits, ((BFloat16)value).Bits);
        Assert.Equal(bits, BFloat16.FromSingle(value).Bits);
    }

    [Theory]
    [InlineData(0x7F800001u)]
    [InlineData(0xFF80FFFFu)]
    [InlineData(0x7FFFFFFFu)]
    public void NaN_stays_NaN_with_its_sign(uint bits)
    {
        var number = (BFloat16)BitConverter.UInt32BitsToSingle(bits);

        Assert.True(float.IsNaN((float)number));
        Assert.Equal(bits >> 31, (uint)number.Bits >> 15);
    }

    [Fact]
    public void Its_named_numbers_are_what_they_are_called()
    {
        Assert.Equal(3.3895314e38f, (float)BFloat16.MaxValue);
        Assert.Equal(-3.3895314e38f, (float)BFloat16.MinValue);
        Assert.Equal(MathF.ScaleB(1, -133), (float)BFloat16.Epsilon);
        Assert.Equal(float.PositiveInfinity, (float)BFloat16.PositiveInfinity);
        Assert.Equal(float.NegativeInfinity, (float)BFloat16.NegativeInfinity);
        Assert.True(float.IsNaN((float)BFloat16.NaN));
    }

    [Fact]
    public void It_compares_as_floats_do()
    {
        var one = (BFloat16)1f;
        var two = (BFloat16)2f;
        BFloat16 nan = BFloat16.NaN;
        var negativeZero = (BFloat16)(-0f);

        Assert.True(one < two && two > one && one <= two && two >= one && one != two && one == BFloat16.FromBits(0x3F80));
        Assert.False(nan < one || nan > one || nan == BFloat16.NaN || nan <= one || nan >= one);
        Assert.True(nan.Equals(BFloat16.NaN));
        Assert.True(negativeZero == default && negativeZero.Equals(default) && negativeZero.GetHashCode() == default(BFloat16).GetHashCode());
        Assert.Equal([nan, one, two], new[] { two, nan, one }.Order());
        Assert.False(one.Equals((object)1f));
        Assert.Equal("1.5", ((BFloat16)1.5f).ToString(null, CultureInfo.InvariantCulture));
    }
}
