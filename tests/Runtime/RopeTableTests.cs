using System.Numerics;
using System.Runtime.CompilerServices;
using AttnGen.Generated;
using Xunit;

namespace AttnGen.Tests.Runtime;

/// <summary>Each factor of RoPE is the cosine or sine of its angle, rounded once where it is a float, wherever it is read.</summary>
public sealed class RopeTableTests
{
    // Half a unit in the last place of a float below 1.
    private const double Rounding = 3e-8;

    // Half a unit of the last place of a double below 1, and of what the cosine itself is rounded by.
    private const double RoundingOfDoubles = 2.3e-16;

    [Theory]
    [InlineData(1, 2, 2, 10_000, 16)]
    [InlineData(700, 8, 8, 10_000, 16)]
    [InlineData(40, 6, 6, 10_000, 80)]
    [InlineData(300, 64, 64, 500_000, 64)]
    [InlineData(9, 48, 20, 1, 96)]
    public void Rows_hold_the_cosines_and_signed_sines_of_a_head_s_columns_over_and_over(
        int positions, int dK, int width, double theta, int rowLength)
    {
        var table = new RopeTable(positions, dK, width, theta, rowLength);

        AssertRows(ref table.First, 0, positions, dK, width, theta, rowLength, Rounding);
        AssertRows(
            ref new RopeTable<double>(positions, dK, width, theta, rowLength).First, 0, positions, dK, width, theta, rowLength, RoundingOfDoubles);
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(27, 5)]
    [InlineData(28, 5)]
    [InlineData(32, 1)]
    [InlineData(100_000, 600)]
    [InlineData(1_048_575, 3)]
    public void Rows_from_any_position_on_are_at_hand_or_computed(int first, int count)
    {
        const int Length = 16;
        var table = new RopeTable(32, 10, 10, 10_000, Length);
        var room = new float[2 * Length * count];

        ref float rows = ref table.From(first, count, count, ref room[0]);

        AssertRows(ref rows, first, count, 10, 10, 10_000, Length, Rounding);
        bool isAtHand = first + count <= 32;
        Assert.Equal(isAtHand, !room.AsSpan().ContainsAnyExcept(0f));

        var wideRoom = new double[room.Length];
        ref double wideRows = ref new RopeTable<double>(32, 10, 10, 10_000, Length).From(first, count, count, ref wideRoom[0]);
        AssertRows(ref wideRows, first, count, 10, 10, 10_000, Length, RoundingOfDoubles);
        Assert.Equal(isAtHand, !wideRoom.AsSpan().ContainsAnyExcept(0.0));
    }

    [Fact]
    public void Rows_that_do_not_matter_are_not_computed_but_may_be_read()
    {
        const int Length = 16;
        var table = new RopeTable(32, 16, 16, 10_000, Length);
        var room = new float[2 * Length * 4];

        ref float rows = ref table.From(30, 2, 4, ref room[0]);

        AssertRows(ref rows, 30, 2, 16, 16, 10_000, Length, Rounding);
        Assert.False(room.AsSpan(2 * Length * 2).ContainsAnyExcept(0f));
    }

    private static void AssertRows<T>(
        ref T rows, int first, int count, int dK, int width, double theta, int rowLength, double rounding)
        where T : unmanaged, INumber<T>
    {
        for (int row = 0; row < count; row++)
        {
            for (int i = 0; i < rowLength; i++)
            {
                int column = i % dK;
                double angle = column < width ? (first + row) * Math.Pow(theta, -2.0 * (column / 2) / width) : 0;
                double cosine = double.CreateChecked(Unsafe.Add(ref rows, (row * 2 * rowLength) + i));
                double sine = double.CreateChecked(Unsafe.Add(ref rows, (((row * 2) + 1) * rowLength) + i));
                Assert.Equal(Math.Cos(angle), cosine, rounding);
                Assert.Equal(column % 2 == 0 ? -Math.Sin(angle) : Math.Sin(angle), sine, rounding);
            }
        }
    }
}
