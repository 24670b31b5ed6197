using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using AttnGen.Generator.Plan;
using AttnGen.Generator.Shape;
using AttnGen.Generator.Shape.Rules;
using AttnGen.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace AttnGen.Tests.Documentation;

/// <summary>The figures and lists that README.md and the pages in docs give, against the code that they speak of.</summary>
public sealed partial class DocumentedFiguresTests
{
    /// <summary>What [AttentionShape] takes, under the names that the user writes.</summary>
    private static readonly string[] s_arguments =
    [
        .. typeof(AttentionShapeAttribute).GetConstructors().Single().GetParameters().Select(parameter => parameter.Name!),
        .. typeof(AttentionShapeAttribute).GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
            .Where(property => property.CanWrite).Select(property => property.Name),
    ];

    [Fact]
    public void The_readme_s_table_has_every_argument_of_the_attribute_once()
    {
        string table = Between(Page("README.md"), "| property | what it does |\n| --- | --- |\n", "\n\n");
        IEnumerable<string> listed = table.Split('\n').SelectMany(row => CodeWords(row.Split('|')[1]));

        Assert.Equal(s_arguments.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_changelog_lists_every_argument_and_the_last_diagnostic()
    {
        string changelog = Page("docs/CHANGELOG.md");

        Assert.Contains($"`[AttentionShape({string.Join(", ", s_arguments.Take(3))})]`", changelog, StringComparison.Ordinal);
        Assert.All(s_arguments.Skip(3), argument => Assert.Contains($"`{argument}`", changelog, StringComparison.Ordinal));
        IEnumerable<string> ids = typeof(RuleIds).GetFields(BindingFlags.Static | BindingFlags.Public)
            .Select(field => (string)field.GetValue(null)!);
        Assert.Contains($"{ids.First()} … {ids.Last()}", changelog, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_about_sizes_below_1_names_every_size()
    {
        IEnumerable<string> sizes = s_arguments.Where(argument =>
            typeof(AttentionShapeAttribute).GetProperty(argument, BindingFlags.Instance | BindingFlags.Public | BindingFlags.IgnoreCase)!
                .PropertyType == typeof(int)
            && !argument.EndsWith("Window", StringComparison.Ordinal));
        string sentence = Between(Page("docs/diagnostics/ATTN003.md"), "\n\nOne of ", " is 0 or negative.");

        Assert.Equal(sizes.Order(StringComparer.Ordinal), CodeWords(sentence).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("| `n`, `KeyValueLength`, `CacheCapacity` | {0} |", ShapeLimits.Tokens)]
    [InlineData("`ContextWidth`, `OutputWidth` | {0} |", ShapeLimits.Width)]
    [InlineData("| each operand of `Forward` and `Attend` | {0} floats |", ShapeLimits.SpanLength)]
    [InlineData("| the weights together, packed | {0} floats |", ShapeLimits.PackedLength)]
    [InlineData("| {0} bytes | a call holds the projected keys and values", ShapeLimits.ScratchBytes)]
    [InlineData("rows rounded up to {0} floats", ShapeLimits.Lanes)]
    public void The_page_about_large_shapes_gives_the_limits(string text, long limit) => Assert.Contains(
        string.Format(CultureInfo.InvariantCulture, text, limit.ToString("N0", CultureInfo.InvariantCulture)),
        Page("docs/diagnostics/ATTN004.md"),
        StringComparison.Ordinal);

    [Fact]
    public void The_page_about_the_scale_gives_its_range_and_the_range_is_what_a_float_holds()
    {
        string range = string.Create(CultureInfo.InvariantCulture, $"{ShapeLimits.LeastScale:0.0e0} … {ShapeLimits.GreatestScale:0.0e0}");
        Assert.Contains(range, Page("docs/diagnostics/ATTN006.md"), StringComparison.Ordinal);

        double[] limits = [ShapeLimits.LeastScale, ShapeLimits.GreatestScale];
        Assert.Equal([Math.ScaleB(1, -126), Math.ScaleB(1, 126)], limits);
    }

    [Theory]
    [InlineData("14 × 2 of 32 registers", 14, 2, 32)]
    [InlineData("6 × 2 of 16", 6, 2, 16)]
    public void The_page_about_the_work_gives_the_tiles_of_the_registers(string text, int rows, int vectors, int registers)
    {
        Assert.Contains(text, Page("docs/how-it-works.md"), StringComparison.Ordinal);
        Assert.All(
            Tier.All.Where(tier => tier.Registers == registers && tier.Lanes > 1),
            tier => Assert.Equal(rows, RegisterTiles.MostRowsFor(tier, vectors)));
    }

    [Fact]
    public void The_page_about_the_work_gives_equal_tiles()
    {
        const string Told = "64 rows, 32 deep, in tiles of at most 14 are 5 tiles of 13";
        Assert.Contains(Told, Page("docs/how-it-works.md"), StringComparison.Ordinal);

        RowTiles tiles = RowTiles.Cheapest(64, most: 14, vectors: 2, depth: 32, overlap: true);
        Assert.Equal((5, 13), (tiles.Count, tiles.Rows));
    }

    [Fact]
    public void The_page_about_the_work_gives_the_keys_at_once_and_in_blocks()
    {
        string page = Page("docs/how-it-works.md");
        Assert.Contains("Up to 512 keys the scores of a block of queries are held at once.", page, StringComparison.Ordinal);
        Assert.Contains("in equal blocks of at most about 512", page, StringComparison.Ordinal);
        foreach (Tier tier in Tier.All)
        {
            Assert.All(Blocks(512, tier), block => Assert.False(block.IsOnline));
            Assert.All(Blocks(513, tier), block => Assert.InRange(block.KeyBlock, 256, 512 + 24));
        }

        static IEnumerable<BlockPlan> Blocks(int n, Tier tier) =>
            Assert.IsType<BlockAttentionPlan>(KernelPlanner.Plan(new ShapeRequest(n, 64, 64).ToSpec(), tier).Projected)
                .Blocks.Select(blocks => blocks.Block);
    }

    [Fact]
    public void The_page_about_the_work_gives_the_sizes_of_blocks_and_chunks_of_tokens()
    {
        string page = Page("docs/how-it-works.md");
        Assert.Contains("in blocks of about 256 KB", page, StringComparison.Ordinal);
        Assert.Contains("would take more than 1 MB", page, StringComparison.Ordinal);
        foreach (Tier tier in Tier.All)
        {
            KernelPlan just = Plan(4096, tier);
            Assert.False(just.IsChunked);
            KernelPlan beyond = Plan(4097, tier);
            Assert.True(beyond.IsChunked);
            Assert.Equal(1 << 20, beyond.QueryChunk * beyond.Spec.QueryWidth * sizeof(float));
            Assert.InRange(beyond.Value.Product.TokenBlock * beyond.Value.Product.Inputs * sizeof(float), 200 << 10, 256 << 10);
        }

        static KernelPlan Plan(int n, Tier tier) => KernelPlanner.Plan(new ShapeRequest(n, 64, 64).ToSpec(), tier);
    }

    [Fact]
    public void The_readme_tells_how_much_is_written_for_64_by_64_by_64()
    {
        Match told = Written().Match(Page("README.md"));
        Assert.True(told.Success);
        string text = Assert.Single(KernelCompiler.GeneratedTexts(
            new CompilerSettings(), "[AttnGen.AttentionShape(64, 64, 64)] public sealed partial class Encoder;"));

        // "About" is within a tenth: beyond, the sentence misleads.
        AssertAbout(told, "kilobytes", System.Text.Encoding.UTF8.GetByteCount(text) / 1000.0);
        AssertAbout(told, "methods", Methods(text));
    }

    private static void AssertAbout(Match told, string figure, double actual)
    {
        double given = double.Parse(told.Groups[figure].Value, CultureInfo.InvariantCulture);
        Assert.InRange(actual, 0.9 * given, 1.1 * given);
    }

    private static int Methods(string text) => CSharpSyntaxTree.ParseText(text, cancellationToken: TestContext.Current.CancellationToken)
        .GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<BaseMethodDeclarationSyntax>().Count();

    private static IEnumerable<string> CodeWords(string markdown) => Code().Matches(markdown).Select(match => match.Groups[1].Value);

    private static string Page(string path) => File.ReadAllText(Path.Combine(Repository.Root, path));

    private static string Between(string text, string before, string after)
    {
        int start = text.IndexOf(before, StringComparison.Ordinal);
        Assert.True(start >= 0, $"“{before}” is missing.");
        start += before.Length;
        return text[start..text.IndexOf(after, start, StringComparison.Ordinal)];
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"about (?<kilobytes>\d+) KB of C# and (?<methods>\d+) methods for 64×64×64")]
    private static partial Regex Written();
}
