using Xunit;

namespace AttnGen.Tests.Reference;

/// <summary>
/// A mistake in a call of the reference is refused in the words of the kernels: the argument, the product, the length got.
/// </summary>
public sealed class ReferenceArgumentsTests
{
    private static readonly AttentionShape Self = new(5, 6, 3) { Heads = 2, DV = 4 };

    private static readonly AttentionShape Cross = Self with { KeyValueLength = 7, ContextWidth = 8, IsCrossAttention = true };

    [Theory]
    [InlineData(0)]
    [InlineData(29)]
    [InlineData(31)]
    public void Forward_names_an_x_of_the_wrong_length(int given) =>
        AssertRefused("x", "n × dModel = 5 × 6 = 30", given, () => Forward(Self, new Operands(Self) { X = new float[given] }));

    [Theory]
    [InlineData(0)]
    [InlineData(55)]
    [InlineData(57)]
    public void Forward_names_a_context_that_is_missing_or_of_the_wrong_length(int given) =>
        AssertRefused(
            "context",
            "keyValueLength × contextWidth = 7 × 8 = 56",
            given,
            () => Forward(Cross, new Operands(Cross) { Context = new float[given] }));

    [Fact]
    public void A_context_of_another_length_or_width_is_cross_attention_without_saying_so()
    {
        foreach (AttentionShape shape in new[] { Self with { KeyValueLength = 7 }, Self with { ContextWidth = 8 } })
        {
            Assert.True(shape.IsCrossAttention);
            var given = new Operands(shape) { Context = [] };
            Assert.Equal("context", Assert.Throws<ArgumentException>(() => Forward(shape, given)).ParamName);
        }

        Assert.False(Self.IsCrossAttention);
    }

    [Fact]
    public void A_context_that_nothing_is_made_of_is_refused()
    {
        var given = new Operands(Self) { Context = new float[30] };
        Assert.Equal("context", Assert.Throws<ArgumentException>(() => Forward(Self, given)).ParamName);
        Assert.Equal("context", Assert.Throws<ArgumentException>(() => Attend(Self, given)).ParamName);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(29)]
    [InlineData(31)]
    public void Attend_names_queries_of_the_wrong_length(int given) =>
        AssertRefused(
            "query", "n × heads × dK = 5 × 2 × 3 = 30", given, () => Attend(Self, new Operands(Self) { Query = new float[given] }));

    [Theory]
    [InlineData(0)]
    [InlineData(41)]
    [InlineData(43)]
    public void Attend_names_keys_of_the_wrong_length(int given) =>
        AssertRefused(
            "key",
            "keyValueLength × heads × dK = 7 × 2 × 3 = 42",
            given,
            () => Attend(Cross, new Operands(Cross) { Context = [], Key = new float[given] }));

    [Theory]
    [InlineData(0)]
    [InlineData(55)]
    [InlineData(57)]
    public void Attend_names_values_of_the_wrong_length(int given) =>
        AssertRefused(
            "value",
            "keyValueLength × heads × dV = 7 × 2 × 4 = 56",
            given,
            () => Attend(Cross, new Operands(Cross) { Context = [], Value = new float[given] }));

    [Theory]
    [InlineData(1)]
    [InlineData(69)]
    [InlineData(71)]
    public void Attention_weights_of_the_wrong_length_are_named_and_not_written(int given)
    {
        const string Product = "heads × n × keyValueLength = 2 × 5 × 7 = 70";
        var weights = new float[given];
        Array.Fill(weights, 42.5f);
        AssertRefused("attentionWeights", Product, given, () => Forward(Cross, new Operands(Cross) { AttentionWeights = weights }));
        AssertRefused(
            "attentionWeights", Product, given, () => Attend(Cross, new Operands(Cross) { Context = [], AttentionWeights = weights }));
        Assert.All(weights, weight => Assert.Equal(42.5f, weight));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(71)]
    public void Scores_of_the_wrong_length_are_named(int given)
    {
        AttentionShape shape = Cross with { Scores = ScoreStage.Product };
        AssertRefused(
            "scores", "heads × n × keyValueLength = 2 × 5 × 7 = 70", given, () => Forward(shape, new Operands(shape) { Scores = new float[given] }));
    }

    [Theory]
    [InlineData(9)]
    [InlineData(11)]
    public void Log_sum_exps_of_the_wrong_length_are_named(int given)
    {
        AttentionShape shape = Cross with { LogSumExp = true };
        AssertRefused("logSumExp", "heads × n = 2 × 5 = 10", given, () => Forward(shape, new Operands(shape) { LogSumExp = new float[given] }));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(6)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void A_number_of_tokens_that_the_shape_does_not_have_is_named_length(int length)
    {
        var operands = new Operands(Self) { Length = length };
        foreach (Func<double[]> call in (Func<double[]>[])[() => Forward(Self, operands), () => Attend(Self, operands)])
        {
            ArgumentOutOfRangeException refused = Assert.Throws<ArgumentOutOfRangeException>(call);
            Assert.Equal("length", refused.ParamName);
            Assert.Equal(length, refused.ActualValue);
            Assert.StartsWith("length must lie in 0 … 5, the tokens of the shape.", refused.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(12)]
    [InlineData(-2)]
    public void Heads_that_cannot_be_shared_evenly_are_refused(int keyValueHeads)
    {
        AttentionShape shape = Self with { Heads = 6, KeyValueHeads = keyValueHeads };
        var weights = new AttentionWeights();
        ArgumentException[] refusals =
        [
            Assert.Throws<ArgumentException>(() => AttentionReference.Forward(shape, weights, [])),
            Assert.Throws<ArgumentException>(() => AttentionReference.Attend(shape, [0d], [0d], [0d])),
        ];
        Assert.All(refusals, refusal =>
        {
            Assert.Equal("shape", refusal.ParamName);
            Assert.StartsWith(
                $"The 6 heads of the shape cannot share {keyValueHeads} key/value heads in equal groups.", refusal.Message, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData(6, 5)]
    [InlineData(6, 8)]
    [InlineData(6, 0)]
    [InlineData(7, 6)]
    public void Columns_that_make_no_pairs_are_refused(int dK, int width)
    {
        var shape = new AttentionShape(5, 6, dK) { Rope = RopePairing.HalfSplit, RopeWidth = width };
        ArgumentException refusal = Assert.Throws<ArgumentException>(() => AttentionReference.Forward(shape, new AttentionWeights(), []));
        Assert.Equal("shape", refusal.ParamName);
        Assert.StartsWith(
            $"Rope turns pairs of a head's {dK} columns, but RopeWidth is {width}.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_position_that_nothing_is_made_of_is_refused()
    {
        var operands = new Operands(Self);
        Assert.Equal("position", Assert.Throws<ArgumentException>(
            () => AttentionReference.Forward(Self, AttentionWeights.CreateRandom(Self, 1), operands.X, new AttentionArguments { Position = 1 })).ParamName);
        Assert.Equal("position", Assert.Throws<ArgumentException>(
            () => AttentionReference.Attend(Self, operands.Query, operands.Key, operands.Value, new AttentionArguments { Position = 1 })).ParamName);
    }

    [Fact]
    public void Shared_keys_and_values_of_the_wrong_length_are_named()
    {
        AttentionShape shape = Self with { Heads = 6, KeyValueHeads = 2 };
        AssertRefused(
            "key", "keyValueLength × keyValueHeads × dK = 5 × 2 × 3 = 30", 90, () => Attend(shape, new Operands(shape) { Key = new float[90] }));
        AssertRefused(
            "value", "keyValueLength × keyValueHeads × dV = 5 × 2 × 4 = 40", 7, () => Attend(shape, new Operands(shape) { Value = new float[7] }));
    }

    [Fact]
    public void Every_number_of_tokens_of_the_shape_is_accepted()
    {
        for (int length = 0; length <= Cross.KeyValueLength; length++)
        {
            Assert.Equal(Cross.OutputLength, Forward(Cross, new Operands(Cross) { Length = length }).Length);
            Assert.Equal(Cross.AttendOutputLength, Attend(Cross, new Operands(Cross) { Length = length, Context = [] }).Length);
        }
    }

    [Fact]
    public void Nothing_in_place_of_shape_or_weights_is_named()
    {
        var weights = new AttentionWeights();
        Assert.Equal("shape", Assert.Throws<ArgumentNullException>(() => AttentionReference.Forward(null!, weights, [])).ParamName);
        Assert.Equal("weights", Assert.Throws<ArgumentNullException>(() => AttentionReference.Forward(Self, null!, [])).ParamName);
        Assert.Equal("shape", Assert.Throws<ArgumentNullException>(() => AttentionReference.Attend(null!, [0f], [0f], [0f])).ParamName);
        Assert.Equal("shape", Assert.Throws<ArgumentNullException>(() => AttentionReference.Attend(null!, [0d], [0d], [0d])).ParamName);
    }

    private static void AssertRefused(string argument, string product, int given, Func<double[]> call)
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(call);
        Assert.Equal(argument, refused.ParamName);
        Assert.Contains($"{argument} must hold {product} floats, but holds {given}.", refused.Message, StringComparison.Ordinal);
    }

    private static double[] Forward(AttentionShape shape, Operands operands) =>
        AttentionReference.Forward(shape, AttentionWeights.CreateRandom(shape, 1), operands.X, operands.Arguments);

    private static double[] Attend(AttentionShape shape, Operands operands) =>
        AttentionReference.Attend(shape, operands.Query, operands.Key, operands.Value, operands.Arguments);

    /// <summary>The operands of a right call, each of which a test can make wrong.</summary>
    private sealed class Operands(AttentionShape shape)
    {
        public float[] X { get; init; } = new float[shape.InputLength];

        public float[] Context { get; init; } = shape.IsCrossAttention ? new float[shape.ContextLength] : [];

        public float[] Query { get; init; } = new float[shape.QueryLength];

        public float[] Key { get; init; } = new float[shape.KeyLength];

        public float[] Value { get; init; } = new float[shape.ValueLength];

        public int? Length { get; init; }

        public float[] AttentionWeights { get; init; } = [];

        public float[] LogSumExp { get; init; } = [];

        public float[] Scores { get; init; } = [];

        public AttentionArguments Arguments => new()
        {
            Context = Context,
            Length = Length,
            AttentionWeights = AttentionWeights,
            LogSumExp = LogSumExp,
            Scores = Scores,
        };
    }
}
