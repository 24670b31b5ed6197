using System.Numerics.Tensors;
using Xunit;

namespace AttnGen.Tests.Runtime.Tensors;

/// <summary>What a call on tensors hands on to the kernel, and what it refuses.</summary>
public sealed class KernelTensorsTests
{
    private const int N = 5;
    private const int Keys = 9;
    private const int Heads = 4;
    private const int KeyValueHeads = 2;

    private static readonly float[] s_memory = GC.AllocateArray<float>(4096, pinned: true);
    private static readonly bool[] s_flags = GC.AllocateArray<bool>(512, pinned: true);

    [Fact]
    public void Forward_hands_on_the_memory_of_the_tensors()
    {
        Create<TensorCases.Tokens>().Forward(
            Tensor(0, N, 14), Tensor(100, N, Heads * 6), new TensorArguments { Context = Tensor(300, Keys, 11) });

        AssertHas<TensorCases.Tokens>(("x", 0, N * 14), ("output", 100, N * Heads * 6), ("Context", 300, Keys * 11));
        Assert.Null(RecordingKernel<TensorCases.Tokens>.Length);
        Assert.Null(RecordingKernel<TensorCases.Tokens>.MaskKeys);
        Assert.Equal(0, RecordingKernel<TensorCases.Tokens>.Position);
    }

    [Fact]
    public void The_output_projection_s_width_is_that_of_the_output()
    {
        Create<TensorCases.Projected>().Forward(Tensor(0, N, 14), Tensor(100, N, 7));

        AssertHas<TensorCases.Projected>(("x", 0, N * 14), ("output", 100, N * 7));
        AssertRefused(
            () => Create<TensorCases.Projected>().Forward(Tensor(0, N, 14), Tensor(100, N, 24)),
            "output",
            "output must have the dimensions [5, 7], n × outputWidth, but has [5, 24].");
    }

    [Fact]
    public void Attend_hands_on_the_memory_of_the_tensors_in_either_layout()
    {
        RecordingKernel<TensorCases.Tokens>.Attend(
            Tensor(0, N, Heads, 3), Tensor(100, Keys, KeyValueHeads, 3), Tensor(200, Keys, KeyValueHeads, 6), Tensor(400, N, Heads, 6));
        AssertHas<TensorCases.Tokens>(("query", 0, 60), ("key", 100, 54), ("value", 200, 108), ("output", 400, 120));

        RecordingKernel<TensorCases.Heads>.Attend(
            Tensor(0, Heads, N, 3), Tensor(100, KeyValueHeads, Keys, 3), Tensor(200, KeyValueHeads, Keys, 6), Tensor(400, Heads, N, 6));
        AssertHas<TensorCases.Heads>(("query", 0, 60), ("key", 100, 54), ("value", 200, 108), ("output", 400, 120));
    }

    [Fact]
    public void Every_optional_part_is_handed_on()
    {
        Create<TensorCases.Tokens>().Forward(
            Tensor(0, N, 14),
            Tensor(100, N, Heads * 6),
            new TensorArguments
            {
                Context = Tensor(300, Keys, 11),
                Length = 7,
                QueryLength = 4,
                Position = 3,
                AttentionWeights = Tensor(500, Heads, N, Keys),
                BooleanMask = new ReadOnlyTensorSpan<bool>(s_flags, 2, [N, Keys], []),
                AdditiveMask = Tensor(800, Heads, N, Keys),
                RelativeBias = Tensor(1000, Heads, N + Keys - 1),
                Sink = Tensor(1100, Heads),
                ModifierData = Tensor(1600, 3, 2, 7),
                LogSumExp = Tensor(1200, Heads, N),
                Scores = Tensor(1300, Heads, N, Keys),
            });

        AssertHas<TensorCases.Tokens>(
            ("x", 0, 70), ("output", 100, 120), ("Context", 300, 99), ("AttentionWeights", 500, 180), ("AdditiveMask", 800, 180),
            ("RelativeBias", 1000, 52), ("Sink", 1100, 4), ("ModifierData", 1600, 42), ("LogSumExp", 1200, 20), ("Scores", 1300, 180),
            ("BooleanMask", 2, 45));
        Assert.Equal(7, RecordingKernel<TensorCases.Tokens>.Length);
        Assert.Equal(4, RecordingKernel<TensorCases.Tokens>.QueryLength);
        Assert.Equal(3, RecordingKernel<TensorCases.Tokens>.Position);
        Assert.Equal(9, RecordingKernel<TensorCases.Tokens>.MaskKeys);
    }

    [Fact]
    public void Tensors_have_a_part_for_each_that_spans_have() => Assert.Equal(
        typeof(AttentionArguments).GetProperties().Select(property => property.Name)
            .Except([nameof(AttentionArguments.MaskKeys)]).Order(StringComparer.Ordinal),
        typeof(TensorArguments).GetProperties().Select(property => property.Name).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData(6, new int[] { 6 })]
    [InlineData(9, new int[] { 5, 9 })]
    [InlineData(1, new int[] { 5, 1 })]
    [InlineData(4, new int[] { 4, 5, 4 })]
    public void A_mask_may_have_a_row_a_row_a_query_or_one_a_head_and_fewer_keys(int keys, int[] dimensions)
    {
        nint[] lengths = Array.ConvertAll(dimensions, length => (nint)length);
        Create<TensorCases.Tokens>().Forward(
            Tensor(0, N, 14), Tensor(100, N, Heads * 6), new TensorArguments { AdditiveMask = Tensor(800, lengths) });
        Assert.Equal(keys, RecordingKernel<TensorCases.Tokens>.MaskKeys);
        int length = dimensions.Aggregate((product, length) => product * length);
        Assert.True(RecordingKernel<TensorCases.Tokens>.Has<float>("AdditiveMask", s_memory.AsSpan(800, length)));

        Create<TensorCases.Tokens>().Forward(
            Tensor(0, N, 14), Tensor(100, N, Heads * 6), new TensorArguments { BooleanMask = new(s_flags, 0, lengths, []) });
        Assert.Equal(keys, RecordingKernel<TensorCases.Tokens>.MaskKeys);
    }

    [Theory]
    [InlineData("[9], at most keyValueLength, but has [10].", new int[] { 10 })]
    [InlineData("[5, 9], n × at most keyValueLength, but has [5, 10].", new int[] { 5, 10 })]
    [InlineData("[5, 8], n × at most keyValueLength, but has [4, 8].", new int[] { 4, 8 })]
    [InlineData("[4, 5, 9], heads × n × at most keyValueLength, but has [2, 5, 9].", new int[] { 2, 5, 9 })]
    [InlineData("[4, 5, 9], heads × n × at most keyValueLength, but has [1, 4, 5, 9].", new int[] { 1, 4, 5, 9 })]
    public void A_mask_of_other_dimensions_is_refused(string message, int[] dimensions)
    {
        nint[] lengths = Array.ConvertAll(dimensions, length => (nint)length);
        AssertRefused(
            () => Create<TensorCases.Tokens>().Forward(
                Tensor(0, N, 14), Tensor(100, N, Heads * 6), new TensorArguments { AdditiveMask = Tensor(800, lengths) }),
            "mask",
            "mask must have the dimensions " + message);
        AssertRefused(
            () => Create<TensorCases.Tokens>().Forward(
                Tensor(0, N, 14), Tensor(100, N, Heads * 6), new TensorArguments { BooleanMask = new(s_flags, 0, lengths, []) }),
            "mask",
            "mask must have the dimensions " + message);
    }

    [Theory]
    [InlineData("x", "[5, 14], n × dModel", 14, 5)]
    [InlineData("x", "[5, 14], n × dModel", 70)]
    [InlineData("x", "[5, 14], n × dModel", 1, 5, 14)]
    [InlineData("output", "[5, 24], n × heads·dV", 5, 4, 6)]
    [InlineData("context", "[9, 11], keyValueLength × contextWidth", 11, 9)]
    [InlineData("attentionWeights", "[4, 5, 9], heads × n × keyValueLength", 5, 4, 9)]
    [InlineData("relativeBias", "[4, 13], heads × (n + keyValueLength − 1)", 52)]
    [InlineData("sink", "[4], heads", 1, 4)]
    [InlineData("logSumExp", "[4, 5], heads × n", 5, 4)]
    [InlineData("scores", "[4, 5, 9], heads × n × keyValueLength", 4, 9, 5)]
    public void A_tensor_of_other_dimensions_is_refused_before_the_kernel_is_called(string name, string expected, params int[] dimensions)
    {
        nint[] lengths = Array.ConvertAll(dimensions, length => (nint)length);
        int calls = RecordingKernel<TensorCases.Tokens>.Calls;
        AssertRefused(
            () => Create<TensorCases.Tokens>().Forward(
                name == "x" ? Tensor(0, lengths) : Tensor(0, N, 14),
                name == "output" ? Tensor(100, lengths) : Tensor(100, N, Heads * 6),
                Arguments(name, Tensor(300, lengths))),
            name,
            $"{name} must have the dimensions {expected}, but has [{string.Join(", ", dimensions)}].");
        Assert.Equal(calls, RecordingKernel<TensorCases.Tokens>.Calls);
    }

    [Theory]
    [InlineData("query", "[5, 4, 3], n × heads × dK")]
    [InlineData("key", "[9, 2, 3], keyValueLength × keyValueHeads × dK")]
    [InlineData("value", "[9, 2, 6], keyValueLength × keyValueHeads × dV")]
    [InlineData("output", "[5, 4, 6], n × heads × dV")]
    public void Operands_of_attend_in_the_other_layout_are_refused(string name, string expected)
    {
        string message = $"{name} must have the dimensions {expected}, but has [";
        AssertRefused(
            () => RecordingKernel<TensorCases.Tokens>.Attend(
                name == "query" ? Tensor(0, Heads, N, 3) : Tensor(0, N, Heads, 3),
                name == "key" ? Tensor(100, KeyValueHeads, Keys, 3) : Tensor(100, Keys, KeyValueHeads, 3),
                name == "value" ? Tensor(200, KeyValueHeads, Keys, 6) : Tensor(200, Keys, KeyValueHeads, 6),
                name == "output" ? Tensor(400, Heads, N, 6) : Tensor(400, N, Heads, 6)),
            name,
            message);
        string headMajor = name switch
        {
            "query" => "[4, 5, 3], heads × n × dK",
            "key" => "[2, 9, 3], keyValueHeads × keyValueLength × dK",
            "value" => "[2, 9, 6], keyValueHeads × keyValueLength × dV",
            _ => "[4, 5, 6], heads × n × dV",
        };
        AssertRefused(
            () => RecordingKernel<TensorCases.Heads>.Attend(
                name != "query" ? Tensor(0, Heads, N, 3) : Tensor(0, N, Heads, 3),
                name != "key" ? Tensor(100, KeyValueHeads, Keys, 3) : Tensor(100, Keys, KeyValueHeads, 3),
                name != "value" ? Tensor(200, KeyValueHeads, Keys, 6) : Tensor(200, Keys, KeyValueHeads, 6),
                name != "output" ? Tensor(400, Heads, N, 6) : Tensor(400, N, Heads, 6)),
            name,
            $"{name} must have the dimensions {headMajor}, but has [");
    }

    [Theory]
    [InlineData("[28, 1]", 28, 1)]
    [InlineData("[1, 5]", 1, 5)]
    [InlineData("[0, 1]", 0, 1)]
    public void A_tensor_that_does_not_lie_dense_is_refused(string shown, params int[] strides)
    {
        nint[] steps = Array.ConvertAll(strides, stride => (nint)stride);
        AssertRefused(
            () => Create<TensorCases.Tokens>().Forward(
                new ReadOnlyTensorSpan<float>(s_memory, 0, [N, 14], steps), Tensor(200, N, Heads * 6)),
            "x",
            $"x must lie dense, its last dimension fastest, but its dimensions [5, 14] have the strides {shown}: copy it");
    }

    [Fact]
    public void An_output_that_does_not_lie_dense_is_refused() => AssertRefused(
        () => Create<TensorCases.Tokens>().Forward(Tensor(0, N, 14), new TensorSpan<float>(s_memory, 100, [N, Heads * 6], [30, 1])),
        "output",
        "output must lie dense, its last dimension fastest, but its dimensions [5, 24] have the strides [30, 1]:");

    [Fact]
    public void Data_of_a_modifier_that_do_not_lie_dense_are_refused() => AssertRefused(
        () => Create<TensorCases.Tokens>().Forward(
            Tensor(0, N, 14),
            Tensor(100, N, Heads * 6),
            new TensorArguments { ModifierData = new ReadOnlyTensorSpan<float>(s_memory, 1600, [3, 7], [8, 1]) }),
        "modifierData",
        "modifierData must lie dense, its last dimension fastest, but its dimensions [3, 7] have the strides [8, 1]:");

    [Fact]
    public void Rows_of_a_larger_tensor_and_dimensions_of_one_lie_dense()
    {
        TensorSpan<float> larger = Tensor(14, 20, 14);
        TensorSpan<float> rows = larger.Slice([3..8, 0..14]);
        Create<TensorCases.Tokens>().Forward(rows, Tensor(400, N, Heads * 6));
        AssertHas<TensorCases.Tokens>(("x", 14 + (3 * 14), 70), ("output", 400, 120));

        RecordingKernel<OneHead>.Attend(Tensor(0, 1, 1, 3), Tensor(8, 2, 1, 3), Tensor(16, 2, 1, 3), Tensor(24, 1, 1, 3));
        AssertHas<OneHead>(("query", 0, 3), ("key", 8, 6), ("value", 16, 6), ("output", 24, 3));
    }

    private static RecordingKernel<TCase> Create<TCase>()
        where TCase : ITensorCase => RecordingKernel<TCase>.Create(new AttentionWeights());

    private static TensorSpan<float> Tensor(int start, params nint[] lengths) => new(s_memory, start, lengths, []);

    private static TensorArguments Arguments(string name, TensorSpan<float> tensor) => name switch
    {
        "context" => new TensorArguments { Context = tensor },
        "attentionWeights" => new TensorArguments { AttentionWeights = tensor },
        "relativeBias" => new TensorArguments { RelativeBias = tensor },
        "sink" => new TensorArguments { Sink = tensor },
        "logSumExp" => new TensorArguments { LogSumExp = tensor },
        "scores" => new TensorArguments { Scores = tensor },
        _ => default,
    };

    private static void AssertHas<TCase>(params (string Name, int Start, int Length)[] parts)
        where TCase : ITensorCase
    {
        Assert.Equal(parts.Select(part => part.Name).Order(), RecordingKernel<TCase>.Names.Order());
        foreach ((string name, int start, int length) in parts)
        {
            Assert.True(
                name == "BooleanMask"
                    ? RecordingKernel<TCase>.Has<bool>(name, s_flags.AsSpan(start, length))
                    : RecordingKernel<TCase>.Has<float>(name, s_memory.AsSpan(start, length)),
                $"{name} is other memory.");
        }
    }

    private static void AssertRefused(Action action, string name, string message)
    {
        ArgumentException refusal = Assert.Throws<ArgumentException>(action);
        Assert.Equal(name, refusal.ParamName);
        Assert.StartsWith(message, refusal.Message, StringComparison.Ordinal);
    }

    private sealed class OneHead : ITensorCase
    {
        public static AttentionShape Shape { get; } = new(1, 3, 3) { KeyValueLength = 2 };
    }
}
