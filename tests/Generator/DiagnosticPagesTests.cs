using System.Text.RegularExpressions;
using AttnGen.Generator.Shape.Rules;
using AttnGen.Tests.Generator.Calls;
using AttnGen.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace AttnGen.Tests.Generator;

/// <summary>
/// Compiles what the pages of the diagnostics show: each mistake is reported once, under the page's id, and each repair compiles.
/// </summary>
/// <remarks>
/// The blocks are marked <c>```csharp mistake</c> and <c>```csharp repair</c>, with <c>LangVersion=…</c> behind it where the version of
/// C# is what the page is about.
/// </remarks>
public sealed partial class DiagnosticPagesTests
{
    public static TheoryData<string, int> Mistakes => Numbered("mistake");

    public static TheoryData<string, int> Repairs => Numbered("repair");

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_mistake_is_reported_once_under_the_page_s_id(string id, int number)
    {
        // What is called has to be there.
        CSharpCompilation compilation = Compiler.Generate(Compile(id, "mistake", number), KernelFaces.Write).Compilation;

        Assert.Equal(id, Assert.Single(await Compiler.AnalyzeAsync(compilation)).Id);
    }

    [Theory]
    [MemberData(nameof(Repairs))]
    public Task A_repair_is_not_reported_and_is_generated(string id, int number)
    {
        CSharpCompilation compilation = Compile(id, "repair", number);
        int kernels = KernelAttribute().Count(compilation.SyntaxTrees[0].ToString());

        return Mistake.IsAbsentAsync(compilation, kernels);
    }

    [Fact]
    public void Every_page_shows_a_mistake_and_a_repair_and_no_other_code()
    {
        // A defect of the generator itself is nothing that a user can make or mend, and what is wrong with a project is not in its code.
        string[] ids = [.. Pages().Where(id => id != RuleIds.KernelNotWritten).Except(ProjectCatalogueTests.Ids)];

        Assert.NotEmpty(ids);
        Assert.All(ids, id => Assert.NotEmpty(Blocks(id, "mistake")));
        Assert.All(ids, id => Assert.NotEmpty(Blocks(id, "repair")));
        Assert.All(Pages(), id => Assert.Equal(
            CSharpFence().Count(Page(id)), Blocks(id, "mistake").Count + Blocks(id, "repair").Count));
    }

    private static TheoryData<string, int> Numbered(string kind) =>
        [.. Pages().SelectMany(id => Enumerable.Range(0, Blocks(id, kind).Count).Select(number => (id, number)))];

    private static CSharpCompilation Compile(string id, string kind, int number)
    {
        Match block = Blocks(id, kind)[number];
        string version = block.Groups["version"].Value;
        Assert.True(LanguageVersionFacts.TryParse(version.Length == 0 ? "default" : version, out LanguageVersion language), version);
        return Compiler.Compile(language, block.Groups["code"].Value);
    }

    private static List<Match> Blocks(string id, string kind) =>
        [.. Block().Matches(Page(id)).Where(block => block.Groups["kind"].Value == kind)];

    private static IEnumerable<string> Pages() => Directory.EnumerateFiles(Folder, "ATTN*.md")
        .Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal);

    private static string Page(string id) => File.ReadAllText(Path.Combine(Folder, id + ".md"));

    private static string Folder => Path.Combine(Repository.Root, "docs", "diagnostics");

    [GeneratedRegex(
        @"^```csharp (?<kind>mistake|repair)(?: LangVersion=(?<version>\S+))?\n(?<code>.*?)^```$",
        RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^\s*\[AttentionShape\(", RegexOptions.Multiline)]
    private static partial Regex KernelAttribute();

    [GeneratedRegex("^```(?:csharp|cs|c#)", RegexOptions.Multiline)]
    private static partial Regex CSharpFence();
}
