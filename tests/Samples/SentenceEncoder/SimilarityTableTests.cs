using AttnGen.Tests.Harness;
using SentenceEncoder;
using Xunit;

namespace AttnGen.Tests.Samples;

/// <summary>The printed matrix of cosines.</summary>
public sealed class SimilarityTableTests
{
    [Fact]
    public void Cosines_are_printed_with_a_point_in_any_culture()
    {
        using var hostile = new HostileCulture();
        Assert.Equal(
            [
                "                 1     2     3",
                "  1  first    1.00  0.60 -0.80",
                "  2  second   0.60  1.00  0.00",
                "  3  a third -0.80  0.00  1.00",
            ],
            Print(80, ("first", [1, 0]), ("second", [0.6f, 0.8f]), ("a\tthird", [-0.8f, 0.6f])));
    }

    [Fact]
    public void A_matrix_wider_than_the_terminal_comes_in_blocks_that_fit()
    {
        // Orthogonal rows: only the diagonal is 1.
        (string, float[])[] rows = [.. Enumerable.Range(0, 20).Select(i => (new string('x', 100), Unit(i)))];
        string[] lines = Print(90, rows);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 90));

        // 6 for the number and blanks, 48 for the label and 6 a column: 6 columns a block, 4 blocks.
        Assert.Equal(20 * 4, lines.Count(line => line.Contains('…', StringComparison.Ordinal)));
        Assert.Equal(20, lines.Sum(line => line.Split(' ').Count(cell => cell == "1.00")));
        Assert.Equal(380, lines.Sum(line => line.Split(' ').Count(cell => cell == "0.00")));

        static float[] Unit(int i)
        {
            var vector = new float[20];
            vector[i] = 1;
            return vector;
        }
    }

    private static string[] Print(int width, params (string Sentence, float[] Embedding)[] rows)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal { Out = output, Error = TextWriter.Null, Width = width };
        SimilarityTable.Print(terminal, [.. rows.Select(row => row.Sentence)], [.. rows.Select(row => row.Embedding)]);
        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
