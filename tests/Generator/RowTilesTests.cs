using AttnGen.Generator.Plan;
using Xunit;

namespace AttnGen.Tests.Generator;

/// <summary>Tiles hold every row, and more than once only those that may be.</summary>
public sealed class RowTilesTests
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Tiles_hold_all_rows(bool overlap, bool shorter)
    {
        for (int most = 1; most <= 24; most++)
        {
            for (int total = 1; total <= 300; total++)
            {
                RowTiles tiles = RowTiles.Cheapest(total, most, vectors: 2, depth: 64, overlap, shorter);
                int full = tiles.Count - tiles.Smaller;
                int held = (full * tiles.Rows) + (tiles.Smaller * tiles.LastRows);

                Assert.InRange(tiles.Rows, 1, most);
                Assert.InRange(tiles.LastRows, 1, tiles.Rows);
                Assert.InRange(full, 0, tiles.Count);
                Assert.InRange(tiles.Shorter, 0, shorter ? tiles.Count - 1 : 0);
                Assert.InRange(held, total, overlap && tiles.Smaller == 0 ? total + tiles.Rows - 1 : total);
            }
        }
    }

    [Fact]
    public void A_second_size_is_taken_where_it_saves_more_than_it_costs()
    {
        // 16 rows are 1 tile of 6 and 2 of 5 instead of 3 of 6; 512 are 86 tiles, which compute 516.
        Assert.Equal(2, Tiles(16).Shorter);
        Assert.Equal(0, Tiles(512).Shorter);

        static RowTiles Tiles(int total) => RowTiles.Cheapest(total, most: 6, vectors: 2, depth: 64, overlap: true, shorter: true);
    }
}
