using System.Collections.Immutable;
using AttnGen.Generator.Diagnostics;
using AttnGen.Generator.Explain;
using AttnGen.Generator.Plan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace AttnGen.Tests.Generator;

/// <summary>What the properties of a project change: which tiers are written, and whether their plans are reported.</summary>
public sealed class ProjectPropertiesTests
{
    private const string Two =
        "[AttnGen.AttentionShape(16, 8, 4)] public partial class Encoder { } [AttnGen.AttentionShape(8, 8, 4)] public partial class Decoder { }";

    [Theory]
    [InlineData("", "Vector512,Vector256Wide,Vector256,Vector128,Scalar")]
    [InlineData(" , ", "Vector512,Vector256Wide,Vector256,Vector128,Scalar")]
    [InlineData("Vector256", "Vector256,Scalar")]
    [InlineData("scalar, vector128", "Vector128,Scalar")]
    [InlineData("Vector256\n Vector512\n", "Vector512,Vector256,Scalar")]
    [InlineData("Scalar", "Scalar")]
    public void Tiers_are_those_that_are_named_and_the_one_every_machine_has(string names, string tiers)
    {
        TierChoice choice = TierChoice.Of(names);

        Assert.Equal(tiers.Split(','), choice.Tiers.Select(tier => tier.Name));
        Assert.Null(choice.Unknown);
    }

    [Theory]
    [InlineData("", 5)]
    [InlineData("Vector256,Vector128", 3)]
    [InlineData("Scalar", 1)]
    public void A_kernel_of_some_tiers_has_those_alone_and_compiles(string names, int tiers)
    {
        GeneratedProject project = Generate(new ProjectProperties(names));

        Assert.All(project.Result.GeneratedSources, file =>
            Assert.Equal(tiers, Tier.All.Count(tier => file.SourceText.ToString().Contains($"class {tier.Name}Kernel", StringComparison.Ordinal))));
        Assert.DoesNotContain(
            project.Compilation.GetDiagnostics(TestContext.Current.CancellationToken), finding => finding.Severity >= DiagnosticSeverity.Warning);
    }

    [Fact]
    public async Task An_unknown_tier_is_reported_once_and_nothing_is_written()
    {
        var properties = new ProjectProperties("Vector256,Vector64");

        Assert.Empty(Generate(properties).Result.GeneratedSources);
        CompilationWithAnalyzers analyzed = Compiler.Compile(Two).WithAnalyzers([new ProjectAnalyzer()], new AnalyzerOptions([], properties));
        Diagnostic finding = Assert.Single(await analyzed.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken));
        Assert.Equal("ATTN103", finding.Id);
        Assert.Contains("'Vector64'", finding.ToString(), StringComparison.Ordinal);
        Assert.All(Tier.All, tier => Assert.Contains(tier.Name, finding.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("false")]
    [InlineData("")]
    public void Without_being_asked_no_plan_is_reported(string? explain) =>
        Assert.DoesNotContain(Generate(new ProjectProperties(explain: explain)).Result.GeneratedSources, file => file.HintName == PlanReport.HintName);

    [Fact]
    public void A_report_is_one_comment_that_tells_of_each_kernel_and_tier()
    {
        string file = Report(Generate(new ProjectProperties("Vector256", "True")));

        Assert.Empty(CSharpSyntaxTree.ParseText(file, cancellationToken: TestContext.Current.CancellationToken)
            .GetRoot(TestContext.Current.CancellationToken).ChildNodes());
        IEnumerable<string> headings = file.Split('\n').Where(line => line.StartsWith('#'));
        Assert.Equal(
            ["# Attention kernels", "## Decoder", "### Vector256", "### Scalar", "## Encoder", "### Vector256", "### Scalar"], headings);
    }

    [Fact]
    public void A_project_without_a_kernel_has_a_report_that_says_so()
    {
        GeneratedProject project = Compiler.Generate(
            Compiler.Compile("class Program { }"), properties: new ProjectProperties(explain: "true"));

        Assert.Contains("The project has no kernel.", Report(project), StringComparison.Ordinal);
    }

    [Fact]
    public void Types_in_the_report_have_their_full_names()
    {
        GeneratedProject project = Compiler.Generate(
            Compiler.Compile("namespace A.@class { partial class B<T> { [AttnGen.AttentionShape(4, 4, 4)] partial class C<U, V> { } } }"),
            properties: new ProjectProperties("Scalar", "true"));

        Assert.Contains("\n## A.@class.B<T>.C<U, V>\n", Report(project), StringComparison.Ordinal);
    }

    [Fact]
    public void An_edit_of_one_kernel_explains_that_one_alone()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        var properties = new ProjectProperties("Scalar", "true");
        CSharpCompilation before = Compiler.Compile(Two);
        CSharpCompilation after = before.ReplaceSyntaxTree(
            before.SyntaxTrees[0], Compiler.Parse(Two.Replace("(8, 8, 4)", "(9, 8, 4)", StringComparison.Ordinal), path: "File0.cs"));

        GeneratorRunResult result = Compiler.Driver(properties: properties).RunGenerators(before, cancellation)
            .RunGenerators(after, cancellation).GetRunResult().Results.Single();

        ImmutableArray<IncrementalGeneratorRunStep> steps = result.TrackedSteps[AttnGen.Generator.AttentionGenerator.ExplainedStep];
        Assert.Equal(
            [IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached],
            steps.SelectMany(step => step.Outputs).Select(output => output.Reason).Order());
    }

    [Fact]
    public void Other_tiers_write_the_kernels_anew_and_other_properties_do_not()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        CSharpCompilation compilation = Compiler.Compile(Two);
        var written = new List<string>();
        GeneratorDriver driver = Compiler.Driver(write: Write, properties: new ProjectProperties("Scalar")).RunGenerators(compilation, cancellation);
        Assert.Equal(2, written.Count);

        driver = driver.WithUpdatedAnalyzerConfigOptions(new ProjectProperties("Scalar", "true")).RunGenerators(compilation, cancellation);
        Assert.Equal(2, written.Count);

        driver.WithUpdatedAnalyzerConfigOptions(new ProjectProperties("Vector128")).RunGenerators(compilation, cancellation);
        Assert.Equal(4, written.Count);

        string Write(AttnGen.Generator.Shape.KernelTarget target)
        {
            written.Add(target.Tiers);
            return "// " + target;
        }
    }

    private static GeneratedProject Generate(ProjectProperties properties) => Compiler.Generate(Compiler.Compile(Two), properties: properties);

    private static string Report(GeneratedProject project) =>
        Assert.Single(project.Result.GeneratedSources, file => file.HintName == PlanReport.HintName).SourceText.ToString();
}
