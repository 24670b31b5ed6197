using AttnGen.Generator;
using AttnGen.Generator.Shape;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace AttnGen.Tests.Generator;

/// <summary>
/// An edit recomputes what it changes and nothing else: shown step by step, for two kernels, an Encoder that is edited and a Decoder
/// that stays.
/// </summary>
public sealed class CachingTests
{
    private const string Usings = "using AttnGen; namespace App; ";
    private const string Encoder = Usings + "[AttentionShape(16, 8, 4, Heads = 2)] public partial class Encoder { }";
    private const string Decoder = Usings + "[AttentionShape(32, 8, 4)] public partial class Decoder { }";
    private const string Other = "namespace App; public static class Program { public static int Answer => 42; }";

    /// <summary>The steps that a kernel itself goes through; the first of all is the project's.</summary>
    private static readonly string[] KernelSteps =
    [
        AttentionGenerator.Steps.Valid,
        AttentionGenerator.Steps.InProject,
        AttentionGenerator.Steps.Compilable,
    ];

    [Theory]
    [InlineData("/* a comment that moves everything */ [AttentionShape(16, 8, 4, Heads = 2)]\n\n public partial class Encoder { }")]
    [InlineData("[AttentionShape(/* n */ 16, 8, 4, Heads = 2)] public partial class Encoder { /* nothing */ }")]
    [InlineData("[AttentionShape(dK: 4, n: 16, dModel: 4 + 4, Heads = 2)] public partial class Encoder { }")]
    [InlineData("[AttentionShape(16, 8, 4, DV = 4, Heads = 2)] internal sealed partial class Encoder { }")]
    [InlineData("[AttentionShape(16, 8, 4, Heads = 2)] public partial class Encoder { public int Answer => 42; }")]
    [InlineData("public class Layer; [AttentionShape(16, 8, 4, Heads = 2)] public partial class Encoder : Layer;")]
    public void An_edit_that_leaves_the_shape_recomputes_nothing(string edited) =>
        PipelineRun.Between(Compile(Encoder), Compile(Usings + edited)).AssertNothingRecomputed();

    [Fact]
    public void An_edit_of_another_file_recomputes_nothing()
    {
        CSharpCompilation before = Compile(Encoder);
        SyntaxTree other = before.SyntaxTrees.Single(tree => tree.ToString() == Other);
        CSharpCompilation after = before.ReplaceSyntaxTree(other, Compiler.Parse(Other.Replace("42", "43", StringComparison.Ordinal)));

        PipelineRun.Between(before, after).AssertNothingRecomputed();
    }

    [Fact]
    public void A_new_file_recomputes_nothing()
    {
        CSharpCompilation before = Compile(Encoder);

        PipelineRun.Between(before, before.AddSyntaxTrees(Compiler.Parse("class Encoder { }"))).AssertNothingRecomputed();
    }

    [Theory]
    [InlineData("[AttentionShape(17, 8, 4, Heads = 2)] public partial class Encoder { }")]
    [InlineData("[AttentionShape(16, 8, 4, Heads = 2, Bias = true)] public partial class Encoder { }")]
    [InlineData("[AttentionShape(16, 8, 4, Heads = 2, ContextWidth = 8)] public partial class Encoder { }")]
    [InlineData("[AttentionShape(16, 8, 4, Heads = 2, Scale = 0.25)] public partial class Encoder { }")]
    [InlineData("[AttentionShape(16, 8, 4, Heads = 2, Layout = HeadLayout.HeadMajor)] public partial class Encoder { }")]
    [InlineData("[AttentionShape(16, 8, 4, Heads = 2)] public partial record Encoder { }")]
    public void A_changed_shape_recomputes_that_kernel_alone(string declaration)
    {
        PipelineRun run = PipelineRun.Between(Compile(Encoder), Compile(Usings + declaration));

        Assert.Equal(["Encoder"], run.Written);
        AssertReasons(run, "Encoder", IncrementalStepRunReason.Modified);
        AssertKept(run, "Decoder");
    }

    [Fact]
    public void A_kernel_added_recomputes_no_other()
    {
        SyntaxTree reader = Compiler.Parse("[AttnGen.AttentionShape(9, 8, 4)] partial class Reader { }");

        PipelineRun run = PipelineRun.Between(Compile(Encoder), Compile(Encoder).AddSyntaxTrees(reader));

        Assert.Equal(["Reader"], run.Written);
        AssertReasons(run, "Reader", IncrementalStepRunReason.New);
        AssertKept(run, "Encoder");
        AssertKept(run, "Decoder");
        Assert.Equal(["App.Decoder.g.cs", "App.Encoder.g.cs", "Reader.g.cs"], run.Files.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_kernel_renamed_recomputes_no_other()
    {
        PipelineRun run = PipelineRun.Between(Compile(Encoder), Compile(Encoder.Replace("Encoder", "Reader", StringComparison.Ordinal)));

        Assert.Equal(["Reader"], run.Written);
        AssertReasons(run, "Reader", IncrementalStepRunReason.Modified);
        AssertKept(run, "Decoder");
        Assert.Equal(["App.Decoder.g.cs", "App.Reader.g.cs"], run.Files.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("[AttentionShape(0, 8, 4)] public partial class Decoder { }")]
    [InlineData("[AttentionShape(32, 8, 4)] public class Decoder { }")]
    [InlineData("public partial class Decoder { }")]
    public void A_kernel_removed_or_made_invalid_recomputes_no_other(string edited)
    {
        PipelineRun run = PipelineRun.Between(Compile(Encoder), Compiler.Compile(Encoder, Usings + edited, Other));

        Assert.Empty(run.Written);
        AssertKept(run, "Encoder");
        Assert.Equal(IncrementalStepRunReason.Removed, run.ReasonsOf("Decoder")[AttentionGenerator.Steps.Compilable]);
        Assert.Equal(["App.Encoder.g.cs"], run.Files);
    }

    [Fact]
    public void A_kernel_removed_before_another_one_moves_it_but_does_not_write_it_anew()
    {
        CSharpCompilation two = Compile(Encoder);
        CSharpCompilation one = Compile("namespace App; public partial class Encoder { }");

        PipelineRun removed = PipelineRun.Between(two, one);
        Assert.Empty(removed.Written);
        Assert.Equal(["App.Decoder.g.cs"], removed.Files);

        PipelineRun added = PipelineRun.Between(one, two);
        Assert.Equal(["Encoder"], added.Written);
        Assert.Equal(["App.Encoder.g.cs", "App.Decoder.g.cs"], added.Files);
    }

    [Fact]
    public void Another_language_version_reaches_no_kernel()
    {
        PipelineRun run = PipelineRun.Between(Compile(Encoder, LanguageVersion.CSharp11), Compile(Encoder, LanguageVersion.CSharp12));

        Assert.Empty(run.Written);
        Assert.Contains(
            run.Outputs, output => output is (AttentionGenerator.Steps.Project, ProjectSpec, IncrementalStepRunReason.Modified));
        Assert.True(PipelineRun.IsKept(run.ReasonsOf("Encoder")[AttentionGenerator.Steps.Compilable]));
    }

    [Fact]
    public void Nothing_that_is_kept_holds_anything_of_a_compilation()
    {
        PipelineRun run = PipelineRun.Between(Compile(Encoder), Compile(Encoder + "// edited"));

        Assert.All(PipelineRun.StepNames, name => Assert.Contains(run.Outputs, output => output.Step == name));
        Assert.All(
            run.Outputs.Where(output => PipelineRun.StepNames.Contains(output.Step)),
            output => Assert.Null(ObjectGraph.FindBanned(output.Value)));
    }

    private static CSharpCompilation Compile(string encoder, LanguageVersion language = LanguageVersion.Default) =>
        Compiler.Compile(language, encoder, Decoder, Other);

    private static void AssertReasons(PipelineRun run, string type, IncrementalStepRunReason reason) =>
        Assert.Equal(KernelSteps.ToDictionary(step => step, _ => reason), run.ReasonsOf(type));

    private static void AssertKept(PipelineRun run, string type)
    {
        IReadOnlyDictionary<string, IncrementalStepRunReason> reasons = run.ReasonsOf(type);
        Assert.Equal(KernelSteps.Order(), reasons.Keys.Order());
        Assert.All(reasons, step => Assert.True(PipelineRun.IsKept(step.Value), $"{step.Key} of {type} is {step.Value}"));
    }
}
