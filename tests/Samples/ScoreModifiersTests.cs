using AttnGen.Tests.Harness;
using Xunit;

namespace AttnGen.Tests.Samples;

/// <summary>What the sample of score modifiers prints.</summary>
public sealed class ScoreModifiersTests
{
    [Fact]
    public void Documents_do_not_look_at_each_other_and_distance_costs()
    {
        using var culture = new HostileCulture();
        var output = new StringWriter();

        Assert.Equal(0, ScoreModifiers.Program.Run(output));

        string[][] tables = Tables(output.ToString());
        Assert.Equal(3, tables.Length);
        Assert.All(tables, table => Assert.Equal(10, table.Length));

        // "the" of the first document and "the" of the second have the same vector: they share, until one is hidden or far.
        Assert.Equal(Cells(tables[0][0])[0], Cells(tables[0][0])[3]);
        Assert.Equal("·", Cells(tables[1][0])[3]);
        Assert.True(Percent(tables[2][0], 0) > Percent(tables[2][0], 3), tables[2][0]);

        Assert.DoesNotContain("·", string.Concat(tables[0]), StringComparison.Ordinal);
        Assert.DoesNotContain("·", string.Concat(tables[2]), StringComparison.Ordinal);
        int[] documents = [0, 0, 0, 1, 1, 1, 1, 2, 2, 2];
        for (int query = 0; query < documents.Length; query++)
        {
            for (int key = 0; key < documents.Length; key++)
            {
                Assert.Equal(documents[query] != documents[key], Cells(tables[1][query])[key] == "·");
            }
        }
    }

    /// <summary>The rows of each table, without its title and its words.</summary>
    private static string[][] Tables(string output) =>
    [
        .. output.ReplaceLineEndings("\n").Split("\n\n").Where(part => part.Count(letter => letter == '\n') == 10).Select(part => part.Split('\n')[1..]),
    ];

    private static string[] Cells(string row) => row.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..];

    private static int Percent(string row, int key) => int.Parse(Cells(row)[key], System.Globalization.CultureInfo.InvariantCulture);
}
