using System.Runtime.InteropServices;
using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Problems;
using Xunit;

namespace AttnGen.Tests.Kernels.Elements;

/// <summary>What a caller of a kernel on elements of 16 bits can get wrong: the argument is named, and nothing has been written.</summary>
[Trait("Category", "Kernels")]
public sealed class ElementArgumentTests
{
    private static readonly AttentionShape s_shape = new(6, 10, 4)
    {
        Heads = 2,
        KeyValueLength = 9,
        Mask = MaskKind.Additive,
        LogSumExp = true,
        Element = ElementType.Float16,
    };

    private static readonly AttentionShape s_booleans = s_shape with { Mask = MaskKind.Boolean };

    private static readonly Lazy<KernelSet> s_kernels = new(() =>
        KernelSet.Compile("ElementArgumentKernels", new CompilerSettings(), [s_shape, s_booleans]));

    /// <summary>All that these tests call, compiled when it is asked for.</summary>
    internal static Lazy<KernelSet> Set => s_kernels;

    private static ElementFace<Half> Face(AttentionShape shape) =>
        ((ElementKernel<Half>)s_kernels.Value[shape]).Bind(new Problem(shape, 1).Weights);

    [Theory]
    [InlineData("query", "n × heads × dK = 6 × 2 × 4 = 48 Half numbers")]
    [InlineData("key", "keyValueLength × heads × dK = 9 × 2 × 4 = 72 Half numbers")]
    [InlineData("value", "keyValueLength × heads × dV = 9 × 2 × 4 = 72 Half numbers")]
    [InlineData("output", "n × heads × dV = 6 × 2 × 4 = 48 Half numbers")]
    [InlineData("attentionWeights", "heads × n × keyValueLength = 2 × 6 × 9 = 108 floats")]
    [InlineData("logSumExp", "heads × n = 2 × 6 = 12 floats")]
    public void A_wrong_length_of_Attend_is_told(string name, string length)
    {
        var output = new Half[name == "output" ? 47 : 48];
        Refused(name, $"{name} must hold {length}, but holds ", () => Face(s_shape).Attend(
            new Half[name == "query" ? 47 : 48],
            new Half[name == "key" ? 73 : 72],
            new Half[name == "value" ? 0 : 72],
            output,
            new AttentionArguments<Half>
            {
                AttentionWeights = new float[name == "attentionWeights" ? 107 : 0],
                LogSumExp = new float[name == "logSumExp" ? 13 : 12],
            }));
        Assert.All(output, half => Assert.Equal(default, half));
    }

    [Theory]
    [InlineData("x", "n × dModel = 6 × 10 = 60 Half numbers")]
    [InlineData("context", "keyValueLength × contextWidth = 9 × 10 = 90 Half numbers")]
    [InlineData("output", "n × heads × dV = 6 × 2 × 4 = 48 Half numbers")]
    public void A_wrong_length_of_Forward_is_told(string name, string length) =>
        Refused(name, $"{name} must hold {length}, but holds ", () => Face(s_shape).Forward(
            new Half[name == "x" ? 61 : 60],
            new Half[name == "output" ? 47 : 48],
            new AttentionArguments<Half> { Context = new Half[name == "context" ? 89 : 90] }));

    [Fact]
    public void A_mask_of_the_wrong_length_is_told() => Refused(
        "mask", "mask must hold maskKeys = 9,", () => Attend(new AttentionArguments<Half> { AdditiveMask = new Half[10] }));

    [Fact]
    public void A_mask_of_the_other_kind_has_no_use()
    {
        Refused("mask", "mask is given, but the shape takes an additive one.", () => Attend(new AttentionArguments<Half> { BooleanMask = new bool[9] }));
        Refused(
            "mask",
            "mask is given, but the shape takes a boolean one.",
            () => Face(s_booleans).Attend(new Half[48], new Half[72], new Half[72], new Half[48], new AttentionArguments<Half> { AdditiveMask = new Half[9] }));
    }

    [Fact]
    public void Parts_without_a_use_are_told()
    {
        Refused("scores", "scores is given, but the shape does not set Scores.", () => Attend(new AttentionArguments<Half> { Scores = new float[108] }));
        Refused("sink", "sink is given, but the shape has no learned sinks.", () => Attend(new AttentionArguments<Half> { Sink = new float[2] }));
        Refused("context", "context is given, but keys and values are given as they are.", () => Attend(new AttentionArguments<Half> { Context = new Half[90] }));
    }

    [Fact]
    public void A_length_outside_its_range_is_told() => Assert.Equal(
        "length",
        Assert.Throws<ArgumentOutOfRangeException>(() => Attend(new AttentionArguments<Half> { Length = 10 })).ParamName);

    [Theory]
    [InlineData("query", 48)]
    [InlineData("key", 72)]
    [InlineData("value", 72)]
    public void An_output_over_an_input_is_refused(string name, int length)
    {
        foreach ((int start, bool shared) in new[] { (0, false), (1, true), (48, true), (47 + length, true), (48 + length, false) })
        {
            // The input lies from 48 on; the output has 48 numbers.
            var memory = new Half[48 + length + 48];
            Memory<Half> Operand(string operand, int size) => name == operand ? memory.AsMemory(48, size) : new Half[size];
            AssertShared(shared, () => Face(s_shape).Attend(
                Operand("query", 48).Span, Operand("key", 72).Span, Operand("value", 72).Span, memory.AsSpan(start, 48), default));
        }
    }

    [Fact]
    public void Floats_over_elements_are_refused()
    {
        // Attention weights over the keys, the output over the attention weights, and the log-sum-exps over a mask, each by its last bytes.
        var memory = new float[400];
        Span<Half> Halves(int start, int count) => MemoryMarshal.Cast<float, Half>(memory.AsSpan(start, count / 2));
        foreach (bool shared in new[] { true, false })
        {
            int end = shared ? 107 : 108;
            AssertShared(shared, () => Face(s_shape).Attend(
                new Half[48], Halves(end, 72), new Half[72], new Half[48], new AttentionArguments<Half> { AttentionWeights = memory.AsSpan(0, 108) }));
            AssertShared(shared, () => Face(s_shape).Attend(
                new Half[48], new Half[72], new Half[72], Halves(end, 48), new AttentionArguments<Half> { AttentionWeights = memory.AsSpan(0, 108) }));
            AssertShared(shared, () => Face(s_shape).Attend(
                new Half[48], new Half[72], new Half[72], Halves(0, 48), new AttentionArguments<Half> { LogSumExp = memory.AsSpan(shared ? 23 : 24, 12) }));
            AssertShared(shared, () => Face(s_booleans).Attend(
                new Half[48],
                new Half[72],
                new Half[72],
                Halves(0, 48),
                new AttentionArguments<Half> { BooleanMask = MemoryMarshal.Cast<float, bool>(memory.AsSpan(shared ? 23 : 24))[..9] }));
        }
    }

    private static void Attend(AttentionArguments<Half> arguments) =>
        Face(s_shape).Attend(new Half[48], new Half[72], new Half[72], new Half[48], arguments);

    private static void AssertShared(bool shared, Action call)
    {
        Exception? thrown = Record.Exception(call);
        bool refused = thrown is ArgumentException && thrown.Message.Contains("share memory", StringComparison.Ordinal);
        Assert.True(shared == refused, thrown?.ToString() ?? "It was not refused.");
        Assert.True(shared || thrown is null, thrown?.ToString());
    }

    private static void Refused(string name, string message, Action call)
    {
        ArgumentException thrown = Assert.Throws<ArgumentException>(call);
        Assert.Equal(name, thrown.ParamName);
        Assert.StartsWith(message, thrown.Message, StringComparison.Ordinal);
    }
}
