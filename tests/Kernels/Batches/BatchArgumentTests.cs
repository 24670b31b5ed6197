using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Features;
using AttnGen.Tests.Kernels.Problems;
using Xunit;

namespace AttnGen.Tests.Kernels.Batches;

/// <summary>What a batch may not bring, and what is said then.</summary>
[Trait("Category", "Kernels")]
public sealed class BatchArgumentTests
{
    private const int Batch = 3;

    // Masks, all results, and a context.
    private static readonly Kernel s_kernel = FeatureKernels.Alone[new AttentionShape(3, 32, 24)
    {
        Heads = 2, KeyValueLength = 45, Mask = MaskKind.Additive, Causal = CausalAlignment.TopLeft,
    }];

    private readonly BatchOperands _operands = new(s_kernel.Shape, Batch, 1);
    private readonly BatchResults _results;

    public BatchArgumentTests() => _results = _operands.Results(Entry.Attend);

    [Fact]
    public void Queries_are_whole_entries() => AssertRefused(
        Call(query: _operands.Query[1..]),
        "query",
        $"query must hold whole entries of 144 floats, but holds {(Batch * 144) - 1}.");

    [Fact]
    public void Keys_are_as_many_entries() => AssertRefused(
        Call(key: _operands.Key[2160..]), "key", "key must hold 3 entries of 2160 floats = 6480 floats, but holds 4320.");

    [Fact]
    public void Values_are_as_many_entries() => AssertRefused(
        Call(value: [.. _operands.Value, 0]), "value", "value must hold 3 entries of 2160 floats = 6480 floats, but holds 6481.");

    [Fact]
    public void The_output_has_room_for_as_many_entries() => AssertRefused(
        () => s_kernel.AttendBatch(_operands.Query, _operands.Key, _operands.Value, _results.Output.AsSpan(1), default),
        "output",
        "output must hold 3 entries of 144 floats = 432 floats, but holds 431.");

    [Fact]
    public void Lengths_are_one_an_entry() => AssertRefused(
        Call(lengths: [1, 2]), "lengths", "lengths must hold one number for each of 3 entries, but holds 2.");

    [Theory]
    [InlineData(46)]
    [InlineData(-1)]
    public void A_length_lies_in_its_range_in_the_last_entry_too(int length) => AssertRefused(
        Call(lengths: [45, 0, length]), "lengths", "lengths[2] must lie in 0 … 45.");

    [Theory]
    [InlineData(4)]
    [InlineData(-1)]
    public void A_number_of_queries_lies_in_its_range_in_the_last_entry_too(int length) => AssertRefused(
        () => s_kernel.AttendBatch(
            _operands.Query, _operands.Key, _operands.Value, _results.Output, new BatchArguments { QueryLengths = [3, 0, length] }),
        "queryLengths",
        "queryLengths[2] must lie in 0 … 3.");

    [Fact]
    public void Masks_are_one_an_entry() => AssertRefused(
        Call(mask: _operands.Numbers[1..]),
        "mask",
        $"mask must hold a mask of equal size for each of 3 entries, as MaskPerEntry says, but holds {_operands.Numbers.Length - 1} elements.");

    [Fact]
    public void Results_have_room_for_as_many_entries() => AssertRefused(
        Call(weights: new float[270]), "attentionWeights", "attentionWeights must hold 3 entries of 270 floats = 810 floats, but holds 270.");

    [Fact]
    public void Positions_need_RoPE() => AssertRefused(
        () => s_kernel.AttendBatch(
            _operands.Query, _operands.Key, _operands.Value, _results.Output, new BatchArguments { Positions = new int[Batch] }),
        "positions",
        "positions is given, but the shape has no Rope.");

    [Fact]
    public void A_part_without_use_is_refused_before_anything_is_written() => AssertRefused(
        () => s_kernel.AttendBatch(
            _operands.Query, _operands.Key, _operands.Value, _results.Output, new BatchArguments { Sink = new float[2] }),
        "sink",
        "sink is given, but the shape has no learned sinks.");

    [Fact]
    public void What_the_first_entry_writes_may_not_be_what_the_last_one_reads()
    {
        float[] shared = [.. _operands.Key, .. new float[144]];
        // Only the last entry's keys reach the output.
        Action call = () => s_kernel.AttendBatch(
            _operands.Query, shared.AsSpan(0, 6480), _operands.Value, shared.AsSpan(6480 + 144 - 432, 432), default);
        AssertRefused(call, "output", "output may not share memory with key: give it memory of its own.");
    }

    [Fact]
    public void Nor_may_a_result_be_the_output()
    {
        float[] shared = new float[810 + 431];
        AssertRefused(
            () => s_kernel.AttendBatch(
                _operands.Query,
                _operands.Key,
                _operands.Value,
                shared.AsSpan(809, 432),
                new BatchArguments { AttentionWeights = shared.AsSpan(0, 810) }),
            "attentionWeights",
            "attentionWeights may not share memory with output: give it memory of its own.");
    }

    [Fact]
    public void A_context_is_as_many_entries()
    {
        var results = _operands.Results(Entry.Forward);
        AssertRefused(
            () => s_kernel.ForwardBatch(_operands.Weights)(
                _operands.X, results.Output, new BatchArguments { Context = _operands.Context.AsSpan(0, 1440) }),
            "context",
            "context must hold 3 entries of 1440 floats = 4320 floats, but holds 1440.");
        Assert.True(results.AreUntouched);
    }

    [Fact]
    public void No_entries_are_no_mistake()
    {
        s_kernel.AttendBatch([], [], [], [], new BatchArguments { MaskPerEntry = true });
        s_kernel.ForwardBatch(_operands.Weights)([], [], default);
    }

    private Action Call(
        float[]? query = null, float[]? key = null, float[]? value = null, int[]? lengths = null, float[]? mask = null, float[]? weights = null) =>
        () => s_kernel.AttendBatch(
            query ?? _operands.Query,
            key ?? _operands.Key,
            value ?? _operands.Value,
            _results.Output,
            new BatchArguments
            {
                Lengths = lengths,
                AdditiveMask = mask,
                MaskPerEntry = mask is not null,
                AttentionWeights = weights ?? _results.Weights,
            });

    private void AssertRefused(Action call, string name, string message)
    {
        ArgumentException exception = Assert.ThrowsAny<ArgumentException>(call);
        Assert.Equal(name, exception.ParamName);
        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
        Assert.True(_results.AreUntouched, "Something was written.");
    }
}
