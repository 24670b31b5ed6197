using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace AttnGen.Tests.Generator;

/// <summary>A modifier of scores must be a type that a kernel can have in its loop; a kernel names it, and does not look into it.</summary>
public sealed class ModifierTests
{
    private const string Usings = "using System.Runtime.CompilerServices; using AttnGen; namespace App; ";

    private const string Rule =
        "[MethodImpl(MethodImplOptions.AggressiveInlining)] public static T Apply<T>(T score, ScorePlace<T> place) "
        + "where T : struct, IScoreLanes<T> => score + 1f; ";

    private const string Kernel = Usings + "[AttentionShape(16, 8, 4, Modifier = typeof(Rule))] public partial class Encoder { }";

    private const string Modifier = Usings + "public readonly struct Rule : IScoreModifier { " + Rule + "}";

    [Theory]
    [InlineData("public class Rule : IScoreModifier { " + Rule + "}", "typeof(Rule)", "'Rule'", NoStruct)]
    [InlineData("public interface Rule;", "typeof(Rule)", "'Rule'", NoStruct)]
    [InlineData("public enum Rule;", "typeof(Rule)", "'Rule'", NoStruct)]
    [InlineData("public ref struct Rule : IScoreModifier { " + Rule + "}", "typeof(Rule)", "'Rule'", NoStruct)]
    [InlineData("public struct Rule : IScoreModifier { " + Rule + "}", "typeof(Rule[])", "'Rule[]'", NoStruct)]
    [InlineData("public struct Rule;", "typeof(Rule)", "'Rule'", NoInterface)]
    [InlineData("public struct Rule : IScoreModifier { " + Rule + "}", "typeof(Rule?)", "'Rule?'", NoInterface)]
    [InlineData("", "typeof(int)", "'int'", NoInterface)]
    [InlineData("public struct Rule<T> : IScoreModifier { " + RuleOfGeneric + "}", "typeof(Rule<>)", "'Rule<>'", "its type arguments are missing. Give them, as in typeof(Penalty<Steep>).")]
    public Task A_type_that_is_no_modifier_is_reported(string declaration, string type, string name, string why) => Mistake.IsReportedAsync(
        $"using System.Runtime.CompilerServices; {declaration} [AttentionShape(16, 8, 4, [|Modifier = {type}|])] partial class Encoder {{ }}",
        "ATTN024",
        $"{name} cannot modify scores: {why}");

    [Theory]
    [InlineData("private struct Rule : IScoreModifier", "typeof(Rule)", "'Rule' is private. Make 'Rule' internal or public.")]
    [InlineData("protected struct Rule : IScoreModifier", "typeof(Rule)", "'Rule' is protected. Make 'Rule' internal or public.")]
    [InlineData("private protected struct Rule : IScoreModifier", "typeof(Rule)", "'Rule' is private protected. Make 'Rule' internal or public.")]
    public Task A_nested_modifier_that_the_kernel_cannot_reach_is_reported(string declaration, string type, string why) => Mistake.IsReportedAsync(
        "using System.Runtime.CompilerServices; "
        + $"[AttentionShape(16, 8, 4, [|Modifier = {type}|])] partial class Encoder {{ {declaration} {{ {Rule} }} }}".Replace("typeof(Rule)", "typeof(Encoder.Rule)", StringComparison.Ordinal),
        "ATTN025",
        "'Encoder.Rule' cannot be reached from the kernel, which has a type of its own in another file: " + why);

    [Fact]
    public Task A_file_local_modifier_is_reported() => Mistake.IsReportedAsync(
        $"using System.Runtime.CompilerServices; file struct Rule : IScoreModifier {{ {Rule} }} "
        + "[AttentionShape(16, 8, 4, [|Modifier = typeof(Rule)|])] partial class Encoder { }",
        "ATTN025",
        "'Rule' cannot be reached from the kernel, which has a type of its own in another file: 'Rule' is file-local. Remove 'file'.");

    [Fact]
    public Task A_type_argument_out_of_reach_is_reported() => Mistake.IsReportedAsync(
        $"using System.Runtime.CompilerServices; struct Rule<TStep> : IScoreModifier {{ {RuleOfGeneric} }} "
        + "[AttentionShape(16, 8, 4, [|Modifier = typeof(Rule<Encoder.Step>)|])] partial class Encoder { struct Step; }",
        "ATTN025",
        "'Rule<Encoder.Step>' cannot be reached from the kernel, which has a type of its own in another file: "
        + "'Step' is private. Make 'Step' internal or public.");

    [Fact]
    public Task A_rule_that_may_stay_a_call_is_reported() => Mistake.IsReportedAsync(
        "struct Rule : IScoreModifier { public static T Apply<T>(T score, ScorePlace<T> place) where T : struct, IScoreLanes<T> => score; } "
        + "[AttentionShape(16, 8, 4, [|Modifier = typeof(Rule)|])] partial class Encoder { }",
        "ATTN026",
        "'Rule.Apply' may remain a call for each vector of scores. Put [MethodImpl(MethodImplOptions.AggressiveInlining)] on it.");

    [Theory]
    [InlineData("struct Rule : IScoreModifier { " + Rule + "}", "Modifier = typeof(Rule)")]
    [InlineData("struct Rule<T> : IScoreModifier { " + RuleOfGeneric + "}", "Modifier = typeof(Rule<int>)")]
    [InlineData("public class Outer { internal readonly record struct Rule : IScoreModifier { " + Rule + "} }", "Modifier = typeof(Outer.Rule)")]
    [InlineData("struct @event : IScoreModifier { " + Rule + "}", "Modifier = typeof(@event), Mask = MaskKind.Additive")]
    [InlineData("struct Rule : IScoreModifier { " + Rule + "public static int DataLength(AttentionShape shape) => shape.N; }", "Modifier = typeof(Rule), KeyValueLength = 5")]
    [InlineData("struct Rule : IScoreModifier { " + Rule + "static int IScoreModifier.DataLength(AttentionShape shape) => 3; }", "Modifier = typeof(Rule)")]
    [InlineData("", "Modifier = null")]
    public Task Other_types_become_part_of_a_kernel(string declaration, string argument) => Mistake.IsAbsentAsync(
        $"using System.Runtime.CompilerServices; {declaration} [AttentionShape(16, 8, 4, {argument})] partial class Encoder {{ }}");

    [Theory]
    [InlineData("+ 1f", "* 2f")]
    [InlineData("Rule : IScoreModifier {", "Rule : IScoreModifier { /* nothing */ static readonly float s_one = 1f;")]
    public void Another_rule_of_the_same_name_recomputes_nothing(string before, string after) => PipelineRun
        .Between(Compile(Modifier), Compile(Modifier.Replace(before, after, StringComparison.Ordinal)))
        .AssertNothingRecomputed();

    [Fact]
    public void A_rule_that_begins_to_take_data_changes_its_kernel()
    {
        string edited = Modifier.Replace(Rule, Rule + "public static int DataLength(AttentionShape shape) => 1; ", StringComparison.Ordinal);

        Assert.Equal(["Encoder"], PipelineRun.Between(Compile(Modifier), Compile(edited)).Written);
    }

    [Fact]
    public async Task A_modifier_that_is_renamed_takes_its_kernel_with_it_and_the_compiler_says_why()
    {
        CSharpCompilation renamed = Compile(Modifier.Replace("struct Rule", "struct Other", StringComparison.Ordinal));

        PipelineRun run = PipelineRun.Between(Compile(Modifier), renamed);

        Assert.Empty(run.Files);
        Assert.Empty(await Compiler.AnalyzeAsync(renamed));
        Assert.Equal(
            ["CS0246"],
            renamed.GetDiagnostics(TestContext.Current.CancellationToken).Where(one => one.Severity == DiagnosticSeverity.Error).Select(one => one.Id));
    }

    [Fact]
    public async Task A_modifier_that_loses_its_interface_is_reported_where_it_is_named()
    {
        CSharpCompilation edited = Compile(Modifier.Replace(": IScoreModifier", "", StringComparison.Ordinal));

        Assert.Empty(PipelineRun.Between(Compile(Modifier), edited).Files);
        Assert.Equal("ATTN024", Assert.Single(await Compiler.AnalyzeAsync(edited)).Id);
    }

    private const string NoStruct = "it is not a plain struct, and .NET compiles generic code separately for structs only. Declare it as a struct.";

    private const string NoInterface = "it does not implement IScoreModifier. Implement that interface.";

    private const string RuleOfGeneric =
        "[MethodImpl(MethodImplOptions.AggressiveInlining)] public static TLanes Apply<TLanes>(TLanes score, ScorePlace<TLanes> place) "
        + "where TLanes : struct, IScoreLanes<TLanes> => score + 1f; ";

    private static CSharpCompilation Compile(string modifier) => Compiler.Compile(Kernel, modifier);
}
