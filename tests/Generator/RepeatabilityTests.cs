using System.Collections.Immutable;
using System.Globalization;
using AttnGen.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace AttnGen.Tests.Generator;

/// <summary>The same source gives the same bytes and the same messages, run after run and wherever in the world that is.</summary>
public sealed class RepeatabilityTests
{
    private const string Valid =
        """
        using AttnGen;
        [AttentionShape(16, 8, 4)] partial class Plain { }
        [AttentionShape(99, 64, 15, Heads = 3, DV = 7, OutputProjection = true, OutputWidth = 1024, Bias = true)] partial class Odd { }
        [AttentionShape(8, 16, 4, Scale = 1.5e-7, Layout = HeadLayout.HeadMajor)] partial class Scaled { }
        [AttentionShape(16, 8, 4, KeyValueLength = 1000, ContextWidth = 12)] partial class Cross { }
        namespace I { partial class İstanbul { [AttentionShape(1, 1, 1)] partial class Title { } } }
        """;

    private const string Invalid =
        """
        using AttnGen;
        [AttentionShape(-16, 8, 4, Scale = -0.5, Layout = (HeadLayout)(-1))] partial class Negative { }
        [AttentionShape(2_000_000, 8, 4, Scale = double.NegativeInfinity)] partial class Large { }
        """;

    private const string ShortPath = "File.cs";

    private static readonly string s_longPath = string.Concat(Enumerable.Repeat("/" + new string('f', 23), 8)) + "/File.cs";

    [Fact]
    public void Twice_the_same()
    {
        ImmutableArray<(string, string)> first = Files();

        Assert.Equal(5, first.Length);
        Assert.Equal(first, Files());
    }

    [Fact]
    public async Task A_culture_with_decimal_commas_and_another_minus_changes_nothing()
    {
        ImmutableArray<(string, string)> files = Files();
        string[] messages = await MessagesAsync();
        Assert.Contains(messages, message => message.Contains("-0.5", StringComparison.Ordinal));

        using (new HostileCulture())
        {
            Assert.Equal("−1,5", (-1.5).ToString(CultureInfo.CurrentCulture));
            Assert.Equal(files, Files());
            Assert.Equal(messages, await MessagesAsync());
        }
    }

    [Fact]
    public async Task The_path_of_a_file_changes_nothing_however_long_it_is()
    {
        Assert.Equal(200, s_longPath.Length);

        Assert.Equal(Files(), Files(s_longPath));
        Assert.Equal(await MessagesAsync(), await MessagesAsync(s_longPath));
    }

    private static ImmutableArray<(string Name, string Text)> Files(string path = ShortPath)
    {
        GeneratorRunResult generated = Compiler.Generate(Compile(Valid, path)).Result;
        Assert.Empty(generated.Diagnostics);
        return [.. generated.GeneratedSources.Select(source => (source.HintName, source.SourceText.ToString()))];
    }

    private static async Task<string[]> MessagesAsync(string path = ShortPath) =>
    [
        .. (await Compiler.AnalyzeAsync(Compile(Invalid, path)))
            .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .Select(diagnostic => diagnostic.Id + " " + diagnostic.GetMessage(CultureInfo.CurrentCulture)),
    ];

    private static CSharpCompilation Compile(string source, string path)
    {
        CSharpCompilation compilation = Compiler.Compile(source);
        return compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], compilation.SyntaxTrees[0].WithFilePath(path));
    }
}
