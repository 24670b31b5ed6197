using System.Globalization;
using AttnGen.Generator.Plan;
using AttnGen.Generator.Shape;
using AttnGen.Tests.Harness;
using Xunit;

namespace AttnGen.Tests.Documentation;

/// <summary>The page about one plan, docs/one-plan.md, against the plan and the text that the generator makes.</summary>
public sealed class OnePlanTests
{
    private const string Tier512 = "Vector512";

    private static readonly string s_page = File.ReadAllText(Path.Combine(Repository.Root, "docs/one-plan.md"));

    [Theory]
    [InlineData("64, 64, 64")]
    [InlineData("197, 192, 64, Heads = 3")]
    public void The_plans_are_those_of_the_generated_files(string arguments)
    {
        IEnumerable<string> plan = Lines(Text(arguments))
            .SkipWhile(line => !line.StartsWith($"// {Tier512}:", StringComparison.Ordinal))
            .TakeWhile(line => line.StartsWith("//", StringComparison.Ordinal));

        Assert.Contains(string.Join('\n', plan), s_page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_excerpt_of_a_tile_is_in_the_generated_file()
    {
        string excerpt = MarkdownCode.Read(s_page).Single(block => block.IsFragment).Code;
        string text = string.Join('\n', Lines(Text("64, 64, 64")));
        string[] parts = string.Join('\n', Lines(excerpt)).Split("// … two more rows …");

        Assert.Equal(2, parts.Length);
        Assert.All(parts, part => Assert.Contains(part.Trim(), text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_costs_of_the_plan_taken_are_the_planner_s()
    {
        Tier tier = Tier.All.Single(tier => tier.Name == Tier512);
        KernelPlan plan = KernelPlanner.Plan(new ShapeRequest(64, 64, 64).ToSpec(), tier);
        BlockPlan block = Assert.Single(Assert.IsType<BlockAttentionPlan>(plan.Projected).Blocks).Block;
        string scoring = Cycles(block.KeyTiles.Cost(block.Vectors, block.DK));
        string aggregation = Cycles(block.Aggregation.Cycles);

        Assert.Contains($"| 4 | 1 | {scoring} | 1,152 | {aggregation} | **18,300** |", s_page, StringComparison.Ordinal);
        Assert.Contains("64 · 8 + 16/2 + 14 = " + Cycles(TileCost.Of(4, 4, 64)), s_page, StringComparison.Ordinal);
        int[] most = [.. Enumerable.Range(1, 4).Select(vectors => RegisterTiles.MostRowsFor(tier, vectors))];
        Assert.Equal([24, 14, 9, 6], most);
    }

    [Theory]
    [InlineData(1, 16, 22, 13, 8)]
    [InlineData(2, 8, 13, 11, 14)]
    [InlineData(3, 8, 4, 9)]
    [InlineData(4, 4, 5, 6)]
    public void The_tiles_compared_cost_what_the_page_says(int vectors, params int[] rows)
    {
        IEnumerable<string> costs = rows.Select(each =>
        {
            var tiles = new RowTiles(each, (64 + each - 1) / each, 64, Overlap: true);
            return $"{tiles.Count} of {each}: {Cycles(tiles.Cost(vectors, 64))}";
        });

        Assert.Contains($"| {vectors} | {string.Join("; ", costs)} |", s_page, StringComparison.Ordinal);
        Assert.Equal(rows[0], RowTiles.Cheapest(64, MostRows(vectors), vectors, depth: 64, overlap: true).Rows);
    }

    private static int MostRows(int vectors) => RegisterTiles.MostRowsFor(Tier.All.Single(tier => tier.Name == Tier512), vectors);

    private static string Cycles(double cycles) => Math.Round(cycles).ToString("N0", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Lines(string text) => text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim());

    private static string Text(string arguments) => Assert.Single(KernelCompiler.GeneratedTexts(
        new CompilerSettings(), $"[AttnGen.AttentionShape({arguments})] public sealed partial class Encoder;"));
}
