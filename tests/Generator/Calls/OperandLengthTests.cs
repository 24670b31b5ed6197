using AttnGen.Generator.Diagnostics.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace AttnGen.Tests.Generator.Calls;

/// <summary>A call with an operand of a known, wrong length is reported at the operand; one that may be right is not.</summary>
public sealed class OperandLengthTests
{
    public static TheoryData<string, string, long, string> Operands => new()
    {
        { "encoder.Forward({|#0:new float[100]|}, output);", "x of Encoder.Forward", 100, "n × dModel = 64 × 128 = 8192" },
        { "encoder.Forward(some, {|#0:new float[64 * 128]|});", "output of Encoder.Forward", 8192, "n × outputWidth = 64 × 96 = 6144" },
        { "decoder.Forward(some, {|#0:new float[80]|}, some);", "output of Decoder.Forward", 80, "n × heads × dV = 5 × 2 × 4 = 40" },
        {
            "decoder.Forward(some, output, {|#0:new float[9 * 16]|});",
            "context of Decoder.Forward",
            144,
            "keyValueLength × contextWidth = 9 × 12 = 108"
        },
        { "encoder.Forward(output: output, x: {|#0:new float[1]|});", "x of Encoder.Forward", 1, "n × dModel = 64 × 128 = 8192" },
        {
            "encoder.Forward(some, output, attentionWeights: {|#0:new float[64 * 64]|});",
            "attentionWeights of Encoder.Forward",
            4096,
            "heads × n × keyValueLength = 4 × 64 × 64 = 16384"
        },
        { "Grouped.Attend({|#0:new float[72]|}, some, some, output);", "query of Grouped.Attend", 72, "n × heads × dK = 6 × 6 × 4 = 144" },
        {
            "Grouped.Attend(some, {|#0:new float[144]|}, some, output);",
            "key of Grouped.Attend",
            144,
            "keyValueLength × keyValueHeads × dK = 6 × 2 × 4 = 48"
        },
        {
            "Grouped.Attend(some, some, {|#0:new float[48]|}, output);",
            "value of Grouped.Attend",
            48,
            "keyValueLength × keyValueHeads × dV = 6 × 2 × 3 = 36"
        },
        { "Decoder.Attend(some, {|#0:new float[40]|}, some, output);", "key of Decoder.Attend", 40, "keyValueLength × heads × dK = 9 × 2 × 4 = 72" },
        { "Grouped.Attend(some, some, some, {|#0:new float[144]|});", "output of Grouped.Attend", 144, "n × heads × dV = 6 × 6 × 3 = 108" },
        {
            "Everything.Attend(some, some, some, output, relativeBias: {|#0:new float[36]|}, some);",
            "relativeBias of Everything.Attend",
            36,
            "heads × (n + keyValueLength − 1) = 3 × 11 = 33"
        },
        { "Everything.Attend(some, some, some, output, some, sink: {|#0:new float[6]|});", "sink of Everything.Attend", 6, "heads = 3" },
        { "Everything.Attend(some, some, some, output, {|#0:[]|}, some);", "relativeBias of Everything.Attend", 0, "heads × (n + keyValueLength − 1) = 3 × 11 = 33" },
        { "everything.Forward(some, output, logSumExp: {|#0:new float[6]|});", "logSumExp of Everything.Forward", 6, "heads × n = 3 × 6 = 18" },
        {
            "everything.Forward(some, output, scores: {|#0:new float[6]|});",
            "scores of Everything.Forward",
            6,
            "heads × n × keyValueLength = 3 × 6 × 6 = 108"
        },
        { "turned.Forward({|#0:new float[6]|}, output, position: 3);", "x of Turned.Forward", 6, "n × dModel = 6 × 16 = 96" },
    };

    [Theory]
    [MemberData(nameof(Operands))]
    public Task Each_operand_is_reported_with_the_product_that_gives_its_length(string call, string operand, long actual, string words)
    {
        (string name, string entry) = (operand.Split(" of ")[0], operand.Split(" of ")[1]);
        return ReportsAsync(call, $"'{name}' of '{entry}' must hold {words} floats, but holds {actual}. Give it a length of {words.Split(' ')[^1]}.");
    }

    [Theory]
    [InlineData(
        "everything.Forward(some, output, mask: {|#0:new bool[12]|});",
        "'mask' of 'Everything.Forward' must hold maskKeys = 6, n × maskKeys = 6 × 6 = 36 or heads × n × maskKeys = 3 × 6 × 6 = 108 booleans, "
        + "but holds 12. Give it a length of 6, 36 or 108.")]
    [InlineData(
        "everything.Forward(some, output, maskKeys: 2, mask: {|#0:new bool[6]|});",
        "'mask' of 'Everything.Forward' must hold maskKeys = 2, n × maskKeys = 6 × 2 = 12 or heads × n × maskKeys = 3 × 6 × 2 = 36 booleans, "
        + "but holds 6. Give it a length of 2, 12 or 36.")]
    [InlineData(
        "Turned.Attend(some, some, some, output, mask: {|#0:new float[5]|});",
        "'mask' of 'Turned.Attend' must hold maskKeys = 6 or n × maskKeys = 6 × 6 = 36 floats, but holds 5. Give it a length of 6 or 36.")]
    [InlineData(
        "single.Forward(some, output, mask: {|#0:new float[2]|});",
        "'mask' of 'Single.Forward' must hold maskKeys = 1 floats, but holds 2. Give it a length of 1.")]
    public Task A_mask_is_reported_with_every_length_that_it_may_have(string call, string message) => ReportsAsync(call, message);

    /// <summary>Every way to a length that the source gives; 8192 and 6144 are right.</summary>
    [Theory]
    [InlineData("encoder.Forward([|new float[8191]|], output);")]
    [InlineData("encoder.Forward([|new float[] { 1, 2, 3 }|], output);")]
    [InlineData("encoder.Forward([|new[] { 1f, 2f, 3f }|], output);")]
    [InlineData("encoder.Forward([|[1f, 2f, 3f]|], output);")]
    [InlineData("encoder.Forward([|stackalloc float[64]|], output);")]
    [InlineData("encoder.Forward([|stackalloc float[] { 1, 2 }|], output);")]
    [InlineData("encoder.Forward([|stackalloc[] { 1f, 2f }|], output);")]
    [InlineData("Span<float> x = stackalloc float[64]; encoder.Forward([|x|], output);")]
    [InlineData("ReadOnlySpan<float> x = [1f, 2f]; encoder.Forward([|x|], output);")]
    [InlineData("float[] x = [1f, 2f]; encoder.Forward([|x|], output);")]
    [InlineData("encoder.Forward([|default|], output);")]
    [InlineData("encoder.Forward([|default(ReadOnlySpan<float>)|], output);")]
    [InlineData("encoder.Forward([|null|], output);")]
    [InlineData("encoder.Forward([|ReadOnlySpan<float>.Empty|], output);")]
    [InlineData("encoder.Forward([|Array.Empty<float>()|], output);")]
    [InlineData("encoder.Forward([|GC.AllocateArray<float>(64, pinned: true)|], output);")]
    [InlineData("encoder.Forward([|GC.AllocateUninitializedArray<float>(64)|], output);")]
    [InlineData("encoder.Forward([|new float[64].AsSpan()|], output);")]
    [InlineData("encoder.Forward(([|new float[64]|]), output);")]
    [InlineData("encoder.Forward([|(ReadOnlySpan<float>)new float[64]|], output);")]
    [InlineData("encoder.Forward([|some.AsSpan(0, 64)|], output);")]
    [InlineData("encoder.Forward([|some.AsSpan(number, 64)|], output);")]
    [InlineData("encoder.Forward([|some.AsSpan().Slice(8, 64)|], output);")]
    [InlineData("encoder.Forward([|some.AsSpan(4..64)|], output);")]
    [InlineData("encoder.Forward([|some[..64]|], output);")]
    [InlineData("encoder.Forward([|some[8..64]|], output);")]
    [InlineData("encoder.Forward([|some[^64..]|], output);")]
    [InlineData("encoder.Forward([|some[^64..^8]|], output);")]
    [InlineData("encoder.Forward([|some.AsSpan()[..64]|], output);")]
    [InlineData("encoder.Forward([|(new float[8192])[1..]|], output);")]
    [InlineData("encoder.Forward([|new float[8192].AsSpan()[..^1]|], output);")]
    [InlineData("encoder.Forward([|new float[8192].AsSpan(1)|], output);")]
    [InlineData("encoder.Forward([|new float[8192].AsSpan().Slice(1)|], output);")]
    [InlineData("const int N = 64; encoder.Forward([|new float[N]|], output);")]
    [InlineData("int n = 64; encoder.Forward([|new float[n * 2 + 1 - 3]|], output);")]
    [InlineData("var x = new float[64]; encoder.Forward([|x|], output);")]
    [InlineData("float[] x; x = new float[64]; encoder.Forward([|x|], output);")]
    [InlineData("var x = new float[64]; x[0] = 1; Keep(x); Span<float> all = x; encoder.Forward([|all|], output);")]
    [InlineData("var x = new float[64]; Action call = () => encoder.Forward([|x|], new float[6144]); call();")]
    [InlineData("var x = new float[64]; encoder.Forward([|x|], [|x.AsSpan(1)|]);")]
    public Task A_length_that_the_source_gives_is_known(string statements) => CallTest<OperandLengthAnalyzer>.RunAsync(statements);

    [Theory]
    [InlineData("encoder.Forward(new float[8192], new float[6144]);")]
    [InlineData("encoder.Forward(new float[64 * 128], new float[64 * 96], 12, new float[4 * 64 * 64]);")]
    [InlineData("encoder.Forward(new float[9000].AsSpan(0, 8192), (new float[6145])[1..]);")]
    [InlineData("encoder.Forward(some, output, attentionWeights: default);")]
    [InlineData("encoder.Forward(some, output, attentionWeights: []);")]
    [InlineData("everything.Forward(some, output, mask: new bool[6], logSumExp: default, scores: []);")]
    [InlineData("everything.Forward(some, output, mask: new bool[36]);")]
    [InlineData("everything.Forward(some, output, mask: new bool[108]);")]
    [InlineData("everything.Forward(some, output, mask: new bool[5], maskKeys: number);")]
    [InlineData("everything.Forward(some, output, mask: new bool[5], maskKeys: 7);")]
    [InlineData("everything.Forward(some, output, mask: new bool[5], maskKeys: 5);")]
    [InlineData("Everything.Attend(some, some, some, output, new float[33], new float[3]);")]
    [InlineData("stepper.Forward(new float[3 * 16], new float[3 * 4], new Stepper.Cache());")]
    [InlineData("Stepper.Attend(new float[5], new float[5], new float[5], new float[5], new Stepper.Cache());")]
    [InlineData("encoder.Forward(some, output);")]
    [InlineData("encoder.Forward(new float[number], output);")]
    [InlineData("encoder.Forward(new float[number * 2], output);")]
    [InlineData("encoder.Forward(some.AsSpan(64), some.AsSpan()[64..]);")]
    [InlineData("encoder.Forward(some.AsSpan(..number), some[number..]);")]
    [InlineData("encoder.Forward([.. some, 1f], output);")]
    [InlineData("var x = new float[64]; if (flag) { x = some; } encoder.Forward(x, output);")]
    [InlineData("float[] x; if (flag) { x = new float[64]; } else { x = some; } encoder.Forward(x, output);")]
    [InlineData("var x = new float[64]; Array.Resize(ref x, 8192); encoder.Forward(x, output);")]
    [InlineData("var x = new float[64]; ref float[] same = ref x; same = some; encoder.Forward(x, output);")]
    [InlineData("var x = new float[64]; (x, number) = (some, 1); encoder.Forward(x, output);")]
    [InlineData("float[]? x = null; x ??= some; encoder.Forward(x, output);")]
    [InlineData("int n = 64; n++; encoder.Forward(new float[n], output);")]
    [InlineData("int n = 64; n *= 128; encoder.Forward(new float[n], output);")]
    [InlineData("foreach (float[] x in new[] { some }) { encoder.Forward(x, output); }")]
    [InlineData("for (int n = 0; n < 9; n++) { encoder.Forward(new float[n], output); }")]
    public Task A_length_that_is_right_or_not_known_is_not_reported(string statements) => CallTest<OperandLengthAnalyzer>.RunAsync(statements);

    [Fact]
    public Task Readonly_fields_are_known_and_others_are_not() => new CallTest<OperandLengthAnalyzer>("""
        using System;
        using AttnGen;

        public sealed partial class User(Encoder encoder)
        {
            private const int Size = 64;
            private static readonly float[] s_x = new float[Size];
            private static readonly int s_size = 2 * Size;
            private readonly float[] _short = [1f, 2f], _other = new float[64];
            private readonly float[] _assigned = new float[64], _swapped = new float[64], _inPart = new float[64];
            private readonly float[] _circle = s_circle;
            private static readonly float[] s_circle = s_again;
            private static readonly float[] s_again = s_circle;
            private float[] _changing = new float[64];

            public User(Encoder encoder, float[] some) : this(encoder)
            {
                this._assigned = some;
                (_swapped, some) = (some, _other);
            }

            public void Call(float[] output)
            {
                encoder.Forward([|s_x|], output);
                encoder.Forward([|this._short|], output);
                encoder.Forward([|_other|], output);
                encoder.Forward([|new float[s_size]|], output);
                encoder.Forward([|s_x.AsSpan(1)|], output);
                encoder.Forward(_assigned, output);
                encoder.Forward(_swapped, output);
                encoder.Forward(_changing, output);
                encoder.Forward(_circle, output);
                encoder.Forward(_inPart, output);
            }
        }

        public sealed partial class User
        {
            private User(float[] some) : this(Encoder.Create(null!)) => _inPart = some;
        }
        """).RunAsync();

    [Fact]
    public Task A_method_of_the_user_s_own_is_no_entry_point() => new CallTest<OperandLengthAnalyzer>("""
        using System;
        using AttnGen;

        public sealed class Other
        {
            public void Forward(ReadOnlySpan<float> x, Span<float> output, int length = 64, Span<float> attentionWeights = default) { }
        }

        [AttentionShape(n: 64, dModel: 128, dK: 32)]
        public sealed partial class Overloaded
        {
            public void Forward(ReadOnlySpan<float> x, Span<float> output, string name) => Forward(x, output);

            public void Forward(float[] x, float[] output) => Forward(x.AsSpan(), output);

            public static void Call(Other other, Overloaded kernel, IAttentionKernel<Overloaded> any)
            {
                other.Forward(new float[1], new float[2]);
                kernel.Forward(new float[1], new float[2], "short");
                kernel.Forward(new float[1], new float[2]);
                kernel.Forward([|new float[1]|], [|new float[2]|], 3);
            }
        }
        """).RunAsync();

    [Fact]
    public Task A_kernel_in_a_generic_type_is_known() => new CallTest<OperandLengthAnalyzer>("""
        using AttnGen;

        public partial struct Model<T>
        {
            [AttentionShape(n: 4, dModel: 8, dK: 4)]
            public sealed partial class Encoder<TKey> { }

            public void Call(Encoder<int> encoder, float[] output) => encoder.Forward([|new float[16]|], output);
        }
        """).RunAsync();

    [Fact]
    public async Task A_kernel_of_another_project_is_known()
    {
        var test = new CallTest<OperandLengthAnalyzer>("""
            public static class Far
            {
                public static void Call(Near near, float[] output) => near.Forward([|new float[16]|], output);
            }
            """);
        CSharpReference library = new("using AttnGen; [AttentionShape(n: 4, dModel: 8, dK: 4)] public sealed partial class Near { }");
        test.TestState.AdditionalReferences.Add(library.Image);
        await test.RunAsync();
    }

    private static Task ReportsAsync(string call, string message)
    {
        var test = new CallTest<OperandLengthAnalyzer>(CallSource.Method(call));
        test.ExpectedDiagnostics.Add(new DiagnosticResult("ATTN050", DiagnosticSeverity.Warning).WithLocation(0).WithMessage(message)
            .WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));
        return test.RunAsync();
    }
}
