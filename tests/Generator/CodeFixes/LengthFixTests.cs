using AttnGen.CodeFixes;
using AttnGen.Generator.Diagnostics.Calls;
using AttnGen.Tests.Generator.Calls;
using Xunit;

namespace AttnGen.Tests.Generator.CodeFixes;

/// <summary>A wrong length is replaced where it is written as a constant, beside the call or at the variable.</summary>
public sealed class LengthFixTests
{
    [Theory]
    [InlineData("encoder.Forward([|new float[100]|], output);", "encoder.Forward(new float[8192], output);")]
    [InlineData("encoder.Forward([|new float[64 * 129]|], output);", "encoder.Forward(new float[8192], output);")]
    [InlineData("encoder.Forward([|stackalloc float[ 64 ]|], output);", "encoder.Forward(stackalloc float[ 8192 ], output);")]
    [InlineData("encoder.Forward([|some.AsSpan(number, 64)|], output);", "encoder.Forward(some.AsSpan(number, 8192), output);")]
    [InlineData("encoder.Forward([|some[..64]|], output);", "encoder.Forward(some[..8192], output);")]
    [InlineData("encoder.Forward([|some.AsSpan()[0..64]|], output);", "encoder.Forward(some.AsSpan()[0..8192], output);")]
    [InlineData(
        "encoder.Forward([|GC.AllocateUninitializedArray<float>(64)|], output);",
        "encoder.Forward(GC.AllocateUninitializedArray<float>(8192), output);")]
    [InlineData(
        "var x = new float[64 * 64]; Keep(x); encoder.Forward([|x|], output);",
        "var x = new float[8192]; Keep(x); encoder.Forward(x, output);")]
    [InlineData(
        "float[] x = new float[64]; Span<float> view = x; encoder.Forward([|view|], output);",
        "float[] x = new float[8192]; Span<float> view = x; encoder.Forward(view, output);")]
    [InlineData("const int N = 64; encoder.Forward([|new float[N]|], output);", "const int N = 64; encoder.Forward(new float[8192], output);")]
    public Task The_length_is_replaced_where_it_is_written(string wrong, string right) =>
        FixTest<OperandLengthAnalyzer, LengthFix>.RunAsync(Source(wrong), Source(right), "Change the length to 8192");

    [Theory]
    [InlineData(0, "6")]
    [InlineData(1, "36")]
    [InlineData(2, "108")]
    public Task A_mask_may_get_any_of_its_lengths(int offer, string length) => new FixTest<OperandLengthAnalyzer, LengthFix>(
        Source("everything.Forward(some, output, mask: [|new bool[12]|]);"), Source($"everything.Forward(some, output, mask: new bool[{length}]);"))
    {
        CodeActionIndex = offer,
        CodeActionVerifier = (action, verifier) => verifier.Equal("Change the length to " + length, action.Title),
    }.RunAsync();

    [Fact]
    public Task A_field_is_mended_at_its_declaration() => new FixTest<OperandLengthAnalyzer, LengthFix>(
        Source("", "private static readonly float[] s_x = new float[9]; static void Run(Encoder e, float[] y) => e.Forward([|s_x|], y);"),
        Source("", "private static readonly float[] s_x = new float[8192]; static void Run(Encoder e, float[] y) => e.Forward(s_x, y);")).RunAsync();

    [Fact]
    public Task All_lengths_are_replaced_at_once() => new FixTest<OperandLengthAnalyzer, LengthFix>(
        Source("""
            var x = new float[100];
            encoder.Forward([|x|], [|new float[100]|]);
            encoder.Forward([|x|], [|some.AsSpan(0, 3)|], attentionWeights: [|new float[1]|]);
            everything.Forward(some, output, mask: [|new bool[12]|]);
            """),
        Source("""
            var x = new float[8192];
            encoder.Forward(x, new float[6144]);
            encoder.Forward(x, some.AsSpan(0, 6144), attentionWeights: new float[16384]);
            everything.Forward(some, output, mask: new bool[6]);
            """))
    {
        NumberOfFixAllIterations = 1,
        NumberOfIncrementalIterations = 5,
    }.RunAsync();

    [Theory]
    [InlineData("encoder.Forward([|[1f, 2f]|], output);")]
    [InlineData("encoder.Forward([|new float[] { 1, 2 }|], output);")]
    [InlineData("encoder.Forward([|default|], output);")]
    [InlineData("encoder.Forward([|some[3..64]|], output);")]
    [InlineData("int n = 64; encoder.Forward([|new float[n]|], output);")]
    public Task A_length_that_is_not_written_is_left_to_the_user(string statements) =>
        new FixTest<OperandLengthAnalyzer, LengthFix>(Source(statements), Source(statements)).RunAsync();

    private static string Source(string statements, string members = "") =>
        CallSource.Method(statements).Replace("public static void Keep", members + "\n    public static void Keep", StringComparison.Ordinal)
        + "\n" + CallSource.Kernels.Replace("using AttnGen;\n", "", StringComparison.Ordinal);
}
