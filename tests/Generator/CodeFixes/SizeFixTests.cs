using AttnGen.CodeFixes;
using AttnGen.Generator.Diagnostics;
using Xunit;

namespace AttnGen.Tests.Generator.CodeFixes;

/// <summary>A size of a shape is rounded to one that will do: to the next smaller or the next larger.</summary>
public sealed class SizeFixTests
{
    [Theory]
    [InlineData("16, 8, {|ATTN019:21|}, Rope = RopePairing.Interleaved", "16, 8, 20, Rope = RopePairing.Interleaved", "Change dK to 20", 0)]
    [InlineData("16, 8, {|ATTN019:21|}, Rope = RopePairing.Interleaved", "16, 8, 22, Rope = RopePairing.Interleaved", "Change dK to 22", 1)]
    [InlineData("{|ATTN019:dK: 3 * 7|}, dModel: 8, n: 16, Rope = RopePairing.HalfSplit", "dK: 22, dModel: 8, n: 16, Rope = RopePairing.HalfSplit", "Change dK to 22", 1)]
    [InlineData("16, 8, {|ATTN019:1|}, Rope = RopePairing.Interleaved", "16, 8, 2, Rope = RopePairing.Interleaved", "Change dK to 2", 0)]
    [InlineData(
        "16, 8, 32, Rope = RopePairing.Interleaved, {|ATTN019:RopeWidth = 15|}",
        "16, 8, 32, Rope = RopePairing.Interleaved, RopeWidth = 14",
        "Change RopeWidth to 14",
        0)]
    [InlineData(
        "16, 8, 32, Rope = RopePairing.Interleaved, {|ATTN019:RopeWidth = 31|}",
        "16, 8, 32, Rope = RopePairing.Interleaved, RopeWidth = 32",
        "Change RopeWidth to 32",
        1)]
    [InlineData(
        "16, 8, 32, Rope = RopePairing.Interleaved, {|ATTN019:RopeWidth = 1|}",
        "16, 8, 32, Rope = RopePairing.Interleaved, RopeWidth = 2",
        "Change RopeWidth to 2",
        0)]
    [InlineData(
        "16, 8, 32, Rope = RopePairing.Interleaved, {|ATTN019:RopeWidth = 48|}",
        "16, 8, 32, Rope = RopePairing.Interleaved, RopeWidth = 32",
        "Change RopeWidth to 32",
        0)]
    [InlineData("16, 8, 4, Heads = 12, {|ATTN015:KeyValueHeads = 5|}", "16, 8, 4, Heads = 12, KeyValueHeads = 4", "Change KeyValueHeads to 4", 0)]
    [InlineData("16, 8, 4, Heads = 12, {|ATTN015:KeyValueHeads = 5|}", "16, 8, 4, Heads = 12, KeyValueHeads = 6", "Change KeyValueHeads to 6", 1)]
    [InlineData("16, 8, 4, Heads = 7, {|ATTN015:KeyValueHeads = 3|}", "16, 8, 4, Heads = 7, KeyValueHeads = 1", "Change KeyValueHeads to 1", 0)]
    [InlineData("16, 8, 4, Heads = 4, {|ATTN015:KeyValueHeads = 8|}", "16, 8, 4, Heads = 4, KeyValueHeads = 4", "Change KeyValueHeads to 4", 0)]
    [InlineData("16, 8, 4, {|ATTN015:KeyValueHeads = 2|}", "16, 8, 4, KeyValueHeads = 1", "Change KeyValueHeads to 1", 0)]
    [InlineData("16, 8, 4, {|ATTN017:LeftWindow = -2|}", "16, 8, 4, LeftWindow = -1", "Change LeftWindow to -1", 0)]
    [InlineData("16, 8, 4, {|ATTN017:RightWindow = int.MinValue|}", "16, 8, 4, RightWindow = -1", "Change RightWindow to -1", 0)]
    public Task A_size_is_rounded(string wrong, string right, string title, int offer) =>
        new FixTest<AttentionShapeAnalyzer, SizeFix>(Kernel(wrong), Kernel(right))
        {
            CodeActionIndex = offer,
            CodeActionVerifier = (action, verifier) => verifier.Equal(title, action.Title),
        }.RunAsync();

    [Theory]
    [InlineData(0, 20, 2, 14)]
    [InlineData(1, 22, 4, 16)]
    public Task All_sizes_are_rounded_in_one_direction_at_once(int offer, int dK, int heads, int width)
    {
        const string Kernels = """
            using AttnGen;

            [AttentionShape(16, 8, {0}, Rope = RopePairing.HalfSplit)] partial class A;
            [AttentionShape(16, 8, 4, Heads = 8, {1})] partial class B;
            [AttentionShape(16, 8, 32, Rope = RopePairing.Interleaved, {2})] partial class C;
            """;
        string Written(params object[] sizes) => string.Format(System.Globalization.CultureInfo.InvariantCulture, Kernels, sizes);
        var test = new FixTest<AttentionShapeAnalyzer, SizeFix>(
            Written("{|ATTN019:21|}", "{|ATTN015:KeyValueHeads = 3|}", "{|ATTN019:RopeWidth = 15|}"),
            Written(dK, $"KeyValueHeads = {heads}", $"RopeWidth = {width}"))
        {
            CodeActionIndex = offer,
            CodeActionEquivalenceKey = offer == 0 ? SizeProperties.Smaller : SizeProperties.Larger,
            NumberOfFixAllIterations = 1,
        };
        return test.RunAsync();
    }

    /// <summary>What cannot be rounded is offered nothing, and a number of heads beyond all limits costs no time.</summary>
    [Theory]
    [InlineData("{|ATTN003:0|}, 8, 4")]
    [InlineData("16, 8, 4, {|ATTN004:Heads = int.MaxValue|}, {|ATTN015:KeyValueHeads = 2_000_000_000|}")]
    public Task Other_mistakes_are_left_to_the_user(string arguments) =>
        new FixTest<AttentionShapeAnalyzer, SizeFix>(Kernel(arguments), Kernel(arguments)).RunAsync();

    private static string Kernel(string arguments) => $"using AttnGen;\n\n[AttentionShape({arguments})]\npublic sealed partial class Encoder;\n";
}
