using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace AttnGen.Tests.Generator;

/// <summary>What is wrong with the numbers of a shape is said at the argument that is wrong.</summary>
public sealed class ShapeDiagnosticsTests
{
    private const string Rule = """
        public readonly struct Rule : IScoreModifier
        {
            [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
            public static T Apply<T>(T score, ScorePlace<T> place)
                where T : struct, IScoreLanes<T> => score;
        }
        """;

    private const string Longest = ", and the limit is 1048576, since that is the longest sequence a kernel is written for";
    private const string Widest = ", and the limit is 65536, since that is the widest row a kernel is written for";
    private const string Span = ", and the limit is 2147483647, since a span holds no more floats";
    private const string Array = ", and the limit is 2147483575, since they are one array";
    private const string Projected =
        "the size of the projected keys and values, 4 · keyValueLength · heads · (dK + dV) bytes with rows of whole vectors, is ";
    private const string Scratch = ", and the limit is 2013265919, since a thread's scratch memory is no larger";

    [Theory]
    [InlineData("[|n: 0|], dModel: 8, dK: 4", "n is 0")]
    [InlineData("[|0|], 8, 4", "n is 0")]
    [InlineData("16, [|-1|], 4", "dModel is -1")]
    [InlineData("16, 8, [|int.MinValue|]", "dK is -2147483648")]
    [InlineData("dK: 4, [|n: 0|], dModel: 8", "n is 0")]
    [InlineData("16, 8, 4, [|Heads = 0|]", "Heads is 0")]
    [InlineData("16, 8, 4, [|KeyValueHeads = 0|]", "KeyValueHeads is 0")]
    [InlineData("16, 8, 4, Heads = 2, [|DV = 0|]", "DV is 0")]
    [InlineData("16, 8, 4, [|KeyValueLength = -3|]", "KeyValueLength is -3")]
    [InlineData("16, 8, 4, [|ContextWidth = 0|]", "ContextWidth is 0")]
    [InlineData("16, 8, 4, OutputProjection = true, [|OutputWidth = 0|]", "OutputWidth is 0")]
    [InlineData("16, 8, 4, Rope = RopePairing.HalfSplit, [|RopeWidth = -1|]", "RopeWidth is -1")]
    public Task A_size_below_1_is_reported(string arguments, string what) => Mistake.IsReportedAsync(
        $"[AttentionShape({arguments})] partial class Encoder {{ }}",
        "ATTN003",
        what + ", but every size of a shape is at least 1. Give it the size that your data has.");

    [Theory]
    [InlineData("[|1_048_577|], 8, 4", "n is 1048577" + Longest)]
    [InlineData("16, [|65_537|], 4", "dModel is 65537" + Widest)]
    [InlineData("16, 8, [|65_537|]", "dK is 65537" + Widest)]
    [InlineData("16, 8, [|65_537|], Heads = 1", "Heads · dK is 65537" + Widest)]
    [InlineData(
        "16, 8, 32_768, [|Heads = 3|]", "Heads · dK is 98304" + Widest)]
    [InlineData(
        "16, 8, 2, [|Heads = int.MaxValue|]",
        "Heads · dK is 4294967294" + Widest)]
    [InlineData("16, 8, 4, [|DV = 65_537|]", "DV is 65537" + Widest)]
    [InlineData(
        "16, 8, 4, Heads = 2, [|DV = 32_769|]",
        "Heads · DV is 65538" + Widest)]
    [InlineData(
        "16, 8, 4, [|KeyValueLength = int.MaxValue|]",
        "KeyValueLength is 2147483647" + Longest)]
    [InlineData(
        "16, 8, 4, [|ContextWidth = 65_537|]",
        "ContextWidth is 65537" + Widest)]
    [InlineData(
        "16, 8, 4, OutputProjection = true, [|OutputWidth = 65_537|]",
        "OutputWidth is 65537" + Widest)]
    [InlineData(
        "[|1_048_576|], 65_536, 1",
        "the length of the input, n · dModel, is 68719476736" + Span)]
    [InlineData(
        "1, 1, 1, [|KeyValueLength = 65_536|], ContextWidth = 32_768",
        "the length of the context, keyValueLength · contextWidth, is 2147483648" + Span)]
    [InlineData(
        "[|65_536|], 1, 1, OutputProjection = true, OutputWidth = 32_768",
        "the length of the output, n · outputWidth, is 2147483648" + Span)]
    [InlineData(
        "[|1_048_576|], 1, 2_048",
        "the length of the queries, n · heads · dK, is 2147483648" + Span)]
    [InlineData(
        "1, 1, 2_048, [|KeyValueLength = 1_048_576|]",
        "the length of the keys, keyValueLength · heads · dK, is 2147483648" + Span)]
    [InlineData(
        "1, 1, 1, DV = 2_048, [|KeyValueLength = 1_048_576|]",
        "the length of the values, keyValueLength · heads · dV, is 2147483648" + Span)]
    [InlineData(
        "[|1_048_576|], 1, 1, DV = 2_048, KeyValueLength = 1",
        "the length of the heads' outputs, n · heads · dV, is 2147483648" + Span)]
    [InlineData(
        "1, 1, 2_048, Heads = 4, KeyValueHeads = 2, [|KeyValueLength = 524_288|]",
        "the length of the keys, keyValueLength · keyValueHeads · dK, is 2147483648" + Span)]
    [InlineData(
        "65_536, 1, 1, KeyValueLength = 32_768, [|Scores = ScoreStage.Masked|]",
        "the length of the scores, heads · n · keyValueLength, is 2147483648" + Span)]
    [InlineData(
        "1, 1, 1, Heads = 32_768, KeyValueHeads = 1, KeyValueLength = 65_536, [|RelativeBias = true|]",
        "the length of the relative bias, heads · (n + keyValueLength − 1), is 2147483648" + Span)]
    [InlineData("1, [|65_536|], 65_536", "the length of the packed weights is 12885098496" + Array)]
    [InlineData("1, [|65_536|], 8_192, OutputProjection = true", "the length of the packed weights is 2147573760" + Array)]
    [InlineData(
        "[|1_048_576|], 8, 233, DV = 232",
        Projected + "2013265920" + Scratch)]
    [InlineData(
        "16, 8, 256, [|KeyValueLength = 1_048_576|]",
        Projected + "2147483648" + Scratch)]
    [InlineData(
        "[|1_048_576|], 8, 128, Element = ElementType.Float64",
        "the size of the projected keys and values, 8 · keyValueLength · heads · (dK + dV) bytes with rows of whole vectors, is 2147483648" + Scratch)]
    [InlineData("1, [|65_536|], 8_192, Element = ElementType.Float64", "the length of the packed weights is 1610637312, and the limit is 1073741787, since they are one array")]
    [InlineData(
        "1_048_576, 8, 128, [|Element = ElementType.Float16|]",
        "the size of all operands as floats, in bytes, is 2147483648" + Scratch)]
    [InlineData(
        "1_048_576, 128, 128, DV = 1, OutputProjection = true, OutputWidth = 256, [|Element = ElementType.BFloat16|]",
        "the size of all operands as floats, in bytes, is 2214592512" + Scratch)]
    [InlineData(
        "[|1_048_576|], 8, 1_024, DV = 1, KeyValueLength = 1, Rope = RopePairing.Interleaved",
        "the length of the cosines and sines of RoPE, 2 · n · (dK + 64) with rows of whole vectors, is 2281701376" + Array)]
    public Task A_shape_that_is_too_large_is_reported(string arguments, string what) => Mistake.IsReportedAsync(
        $"[AttentionShape({arguments})] partial class Encoder {{ }}",
        "ATTN004",
        $"The shape is too large: {what}. Make it smaller, or split the work into several calls.");

    [Theory]
    [InlineData("1, 1, 1")]
    [InlineData("1_048_576, 8, 232")]
    [InlineData("131_072, 512, 64, Heads = 8, OutputProjection = true")]
    [InlineData("1, 65_536, 8_128, OutputProjection = true")]
    [InlineData("16, 8, 1, Heads = 65_536")]
    [InlineData("524_288, 8, 464, Heads = 8, KeyValueHeads = 1")]
    [InlineData("1_048_576, 8, 944, DV = 1, KeyValueLength = 1, Rope = RopePairing.Interleaved")]
    [InlineData("1_048_576, 8, 112, Element = ElementType.Float16")]
    [InlineData("1_048_576, 8, 116, DV = 108, Element = ElementType.Float64")]
    public Task A_shape_at_the_limits_is_generated(string arguments) =>
        Mistake.IsAbsentAsync($"[AttentionShape({arguments})] partial class Encoder {{ }}");

    [Theory]
    [InlineData("16, 8, 4, [|OutputWidth = 8|]")]
    [InlineData("16, 8, 4, OutputProjection = false, [|OutputWidth = 8|]")]
    public Task An_output_width_without_output_projection_is_reported(string arguments) => Mistake.IsReportedAsync(
        $"[AttentionShape({arguments})] partial class Encoder {{ }}",
        "ATTN005",
        "OutputWidth is the number of columns of W_O, which this shape does not have. "
        + "Set OutputProjection = true, or leave OutputWidth out.");

    [Theory]
    [InlineData("[|RopeTheta = 500_000|]", "RopeTheta", "is the base of the angles of RoPE")]
    [InlineData("Rope = RopePairing.None, [|RopeTheta = 500_000|]", "RopeTheta", "is the base of the angles of RoPE")]
    [InlineData("[|RopeWidth = 4|]", "RopeWidth", "is the number of columns that RoPE turns")]
    public Task A_property_of_Rope_without_it_is_reported(string arguments, string argument, string what) => Mistake.IsReportedAsync(
        $"[AttentionShape(16, 8, 4, {arguments})] partial class Encoder {{ }}",
        "ATTN005",
        $"{argument} {what}, which this shape does not have. Set Rope = RopePairing.Interleaved or HalfSplit, or leave {argument} out.");

    [Theory]
    [InlineData("(RopePairing)3", "3")]
    [InlineData("(RopePairing)(-1)", "-1")]
    public Task An_undefined_pairing_is_reported(string rope, string text) => Mistake.IsReportedAsync(
        $"[AttentionShape(16, 8, 4, [|Rope = {rope}|])] partial class Encoder {{ }}",
        "ATTN016",
        $"Rope is {text}, which is no RopePairing. Use one of its values, or leave Rope out.");

    [Theory]
    [InlineData("ElementType.Float16")]
    [InlineData("ElementType.BFloat16")]
    public Task Elements_of_16_bits_go_with_a_cache(string element) => Mistake.IsAbsentAsync(
        $"[AttentionShape(16, 8, 4, CacheCapacity = 100, Element = {element})] partial class Encoder {{ }}");

    [Theory]
    [InlineData("Softcap = 30, Mask = MaskKind.Additive, Alibi = true, RelativeBias = true, Sink = SinkKind.Learned, LogSumExp = true")]
    [InlineData("Scores = ScoreStage.Masked, Rope = RopePairing.HalfSplit, RopeTheta = 500, RopeWidth = 2, CacheCapacity = 19, LeftWindow = 3, Causal = CausalAlignment.TopLeft")]
    [InlineData("Modifier = typeof(Rule)")]
    public Task Doubles_have_every_property(string arguments) => Mistake.IsAbsentAsync(
        $"[AttentionShape(16, 8, 4, Element = ElementType.Float64, {arguments})] partial class Encoder {{ }}\n{Rule}");

    [Theory]
    [InlineData("(ElementType)4", "4")]
    [InlineData("(ElementType)(-1)", "-1")]
    public Task An_undefined_element_type_is_reported(string element, string text) => Mistake.IsReportedAsync(
        $"[AttentionShape(16, 8, 4, [|Element = {element}|])] partial class Encoder {{ }}",
        "ATTN016",
        $"Element is {text}, which is no ElementType. Use one of its values, or leave Element out.");

    [Theory]
    [InlineData("[|7|], Rope = RopePairing.Interleaved", "dK is 7, an odd number. Use an even dK.")]
    [InlineData("[|7|], Rope = RopePairing.HalfSplit, RopeWidth = 6", "dK is 7, an odd number. Use an even dK.")]
    [InlineData(
        "8, Rope = RopePairing.HalfSplit, [|RopeWidth = 5|]",
        "RopeWidth is 5, an odd number. Use an even number up to dK, or leave RopeWidth out to turn all columns.")]
    [InlineData(
        "8, Rope = RopePairing.Interleaved, [|RopeWidth = 10|]",
        "RopeWidth is 10, more than dK, 8. Use an even number up to dK, or leave RopeWidth out to turn all columns.")]
    public Task Columns_that_make_no_pairs_are_reported(string arguments, string what) => Mistake.IsReportedAsync(
        $"[AttentionShape(16, 8, {arguments})] partial class Encoder {{ }}", "ATTN019", $"Rope turns pairs of a head's columns, but {what}");

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-10_000", "-10000")]
    [InlineData("0.5", "0.5")]
    [InlineData("double.NaN", "NaN")]
    [InlineData("double.PositiveInfinity", "Infinity")]
    public Task A_base_of_the_angles_that_is_no_usable_number_is_reported(string theta, string text) => Mistake.IsReportedAsync(
        $"[AttentionShape(16, 8, 4, Rope = RopePairing.Interleaved, [|RopeTheta = {theta}|])] partial class Encoder {{ }}",
        "ATTN020",
        $"RopeTheta is {text}, but the base of the angles is a finite number from 1 on. Leave RopeTheta out for 10,000.");

    [Theory]
    [InlineData("4, Rope = RopePairing.Interleaved")]
    [InlineData("2, Rope = RopePairing.HalfSplit, RopeTheta = 1")]
    [InlineData("64, Rope = RopePairing.HalfSplit, RopeTheta = 500_000, RopeWidth = 32")]
    [InlineData("7, Rope = RopePairing.None")]
    public Task Any_other_Rope_is_generated(string arguments) =>
        Mistake.IsAbsentAsync($"[AttentionShape(16, 8, {arguments})] partial class Encoder {{ }}");

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0.5", "-0.5")]
    [InlineData("double.NaN", "NaN")]
    [InlineData("double.PositiveInfinity", "Infinity")]
    [InlineData("double.NegativeInfinity", "-Infinity")]
    [InlineData("1e-38", "1E-38")]
    [InlineData("1e38", "1E+38")]
    public Task A_scale_that_no_float_holds_or_is_not_positive_is_reported(string scale, string text) => Mistake.IsReportedAsync(
        $"[AttentionShape(16, 8, 4, [|Scale = {scale}|])] partial class Encoder {{ }}",
        "ATTN006",
        $"Scale is {text}, but scores can only be scaled by a finite number above 0 that a float holds. Leave Scale out for 1/√dK.");

    [Theory]
    [InlineData("0.125")]
    [InlineData("1")]
    [InlineData("1.2e-38")]
    [InlineData("8.5e37")]
    public Task Any_other_scale_is_generated(string scale) =>
        Mistake.IsAbsentAsync($"[AttentionShape(16, 8, 4, Scale = {scale})] partial class Encoder {{ }}");

    [Theory]
    [InlineData("(HeadLayout)2", "2")]
    [InlineData("(HeadLayout)(-1)", "-1")]
    public Task An_undefined_layout_is_reported(string layout, string text) => Mistake.IsReportedAsync(
        $"[AttentionShape(16, 8, 4, [|Layout = {layout}|])] partial class Encoder {{ }}",
        "ATTN007",
        $"Layout is {text}, which is no HeadLayout. Use HeadLayout.TokenMajor or HeadLayout.HeadMajor.");

    [Theory]
    [InlineData("(CausalAlignment)3", "3")]
    [InlineData("(CausalAlignment)(-1)", "-1")]
    public Task An_undefined_causal_alignment_is_reported(string causal, string text) => Mistake.IsReportedAsync(
        $"[AttentionShape(16, 8, 4, [|Causal = {causal}|])] partial class Encoder {{ }}",
        "ATTN014",
        $"Causal is {text}, which is no CausalAlignment. "
        + "Use CausalAlignment.TopLeft, CausalAlignment.BottomRight or CausalAlignment.None.");

    [Theory]
    [InlineData("Heads = 8, [|KeyValueHeads = 3|]", "3", "8")]
    [InlineData("Heads = 4, [|KeyValueHeads = 8|]", "8", "4")]
    [InlineData("[|KeyValueHeads = 2|]", "2", "1")]
    [InlineData("Heads = 4, [|KeyValueHeads = int.MaxValue|]", "2147483647", "4")]
    public Task Heads_that_cannot_share_keys_and_values_evenly_are_reported(string arguments, string shared, string heads) =>
        Mistake.IsReportedAsync(
            $"[AttentionShape(16, 8, 4, {arguments})] partial class Encoder {{ }}",
            "ATTN015",
            $"KeyValueHeads is {shared}, which does not divide the {heads} heads, so they cannot share keys and values in groups of equal size. "
            + "Use a divisor of Heads, or leave KeyValueHeads out.");

    [Theory]
    [InlineData("Heads = 8, KeyValueHeads = 8")]
    [InlineData("Heads = 8, KeyValueHeads = 2")]
    [InlineData("Heads = 8, KeyValueHeads = 1")]
    [InlineData("KeyValueHeads = 1")]
    public Task Heads_that_share_keys_and_values_evenly_are_generated(string arguments) =>
        Mistake.IsAbsentAsync($"[AttentionShape(16, 8, 4, {arguments})] partial class Encoder {{ }}");

    [Fact]
    public async Task Every_mistake_is_reported_not_the_first_alone()
    {
        CSharpCompilation compilation = Compiler.Compile(
            "using AttnGen; [AttentionShape(0, -1, 4, OutputWidth = 0, Scale = 0, Layout = (HeadLayout)9)] class Encoder { }");

        ImmutableArray<Diagnostic> diagnostics = await Compiler.AnalyzeAsync(compilation);

        Assert.Equal(
            ["ATTN001", "ATTN003", "ATTN003", "ATTN003", "ATTN005", "ATTN006", "ATTN007"],
            diagnostics.Select(diagnostic => diagnostic.Id).Order());
    }

    [Theory]
    [InlineData("[AttentionShape(16, 8)] partial class Encoder { }", "CS7036")]
    [InlineData("[AttentionShape(16, 8, 4, Heads = \"two\")] partial class Encoder { }", "CS0029")]
    [InlineData("[AttentionShape(\"16\", 8, 4)] partial class Encoder { }", "CS1503")]
    [InlineData("[AttentionShape(new[] { 16 }, 8, 4)] partial class Encoder { }", "CS1503")]
    [InlineData("[AttentionShape(16, 8, 4), AttentionShape(16, 8, 4)] partial class Encoder { }", "CS0579")]
    [InlineData("[AttentionShape(16, 8, 4)] partial class Encoder { } [AttentionShape(16, 8, 4)] partial class Encoder { }", "CS0579")]
    [InlineData("[AttentionShape(16, 8, 4)] partial struct Encoder { }", "CS0592")]
    [InlineData("[AttentionShape(16, 8, 4)] partial record struct Encoder { }", "CS0592")]
    [InlineData("[AttentionShape(16, 8, 4)] partial interface IEncoder { }", "CS0592")]
    public async Task What_the_compiler_reports_is_not_reported_again(string source, string compilerId)
    {
        GeneratedProject generated = Compiler.Generate(Compiler.Compile("using AttnGen; " + source));

        Assert.Contains(
            generated.Compilation.GetDiagnostics(TestContext.Current.CancellationToken), diagnostic => diagnostic.Id == compilerId);
        Assert.Empty(await Compiler.AnalyzeAsync(generated.Compilation));
        Assert.Empty(generated.Result.GeneratedSources);
        Assert.Null(generated.Result.Exception);
    }
}
