using AttentionTour.Claims;
using AttentionTour.Kernels;
using AttentionTour.Numbers;
using AttentionTour.Words;
using Xunit;

namespace AttnGen.Tests.Samples;

/// <summary>What the tour says about distance, cost, rows, order, cross-attention and heads holds in its numbers.</summary>
public sealed class AttentionTourClaimsTests
{
    private const int Seed = 2017;
    private const double Tolerance = 1e-5;

    private static readonly Matrix Words = HandMadeWords.Embed(HandMadeWords.Sentence);

    [Fact]
    public void Attention_hears_every_distance_alike_and_a_recurrence_does_not()
    {
        DistanceMeasurement[] distances = DistanceClaim.MeasureDistances(Seed);

        Assert.All(distances, row => Assert.InRange(row.Attention / distances[0].Attention, 1 / 1.6, 1.6));
        Assert.InRange(DistanceClaim.RetainedPerStep(distances), 0.7, 0.97);
        Assert.All(
            distances.Zip(distances.Skip(1)),
            pair => Assert.True(pair.First.Recurrent > pair.Second.Recurrent, $"{pair.First} and then {pair.Second}"));
        Assert.True(distances[^1].Recurrent < 1e-6 * distances[^1].Attention);
    }

    [Fact]
    public void What_one_word_can_say_falls_as_one_over_n()
    {
        DistanceMeasurement[] lengths = DistanceClaim.MeasureLengths(Seed);

        Assert.InRange(DistanceClaim.DilutionExponent(lengths), -1.25, -0.75);
    }

    [Fact]
    public void Pairs_cost_n_squared_and_the_whole_less()
    {
        CostMeasurement[] rows = CostClaim.Count();

        Assert.Equal([64, 128, 256, 512, 1024, 2048], rows.Select(row => row.N));
        Assert.Equal(2, CostClaim.Exponent(rows, row => row.PairFlops), 1e-9);
        Assert.Equal(2, CostClaim.Exponent(rows, row => row.MatrixBytes), 1e-9);
        Assert.Equal(1, CostClaim.Exponent(rows, row => row.Flops - row.PairFlops), 1e-9);
        Assert.InRange(CostClaim.Exponent(rows, row => row.Flops), 1.7, 1.8);

        // 4·n²·dK for scoring and aggregation, 6·n·dModel·dK for the projections.
        Assert.All(rows, row => Assert.Equal((4L * row.N * row.N * 64) + (6L * row.N * 64 * 64), row.Flops));
    }

    [Fact]
    public void Scratch_memory_grows_with_n_and_not_with_its_square()
    {
        CostMeasurement[] rows = CostClaim.Count();

        Assert.All(rows, row => Assert.True(row.ScratchBytes > 0));
        Assert.InRange(CostClaim.Exponent(rows, row => row.ScratchBytes), 0, 1.2);
        Assert.True(rows[^1].ScratchBytes < rows[^1].MatrixBytes / 4);
    }

    [Fact]
    public void A_row_alone_is_the_row_among_others()
    {
        Matrix together = KernelRun.Of<SentenceKernel>(HandMadeHead.Meaning.ToWeights(), Words).Output;
        Matrix lastToFirst = RowsClaim.RowByRow(Words, HandMadeHead.Meaning, parallel: false);
        Matrix threads = RowsClaim.RowByRow(Words, HandMadeHead.Meaning, parallel: true);

        Assert.InRange(lastToFirst.DifferenceFrom(together), 0, Tolerance);
        Assert.Equal(0, threads.DifferenceFrom(lastToFirst));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(2017)]
    public void Shuffled_words_give_shuffled_outputs(int seed)
    {
        int[] order = OrderClaim.Shuffled(Words.Rows, seed);

        Assert.Equal(Enumerable.Range(0, Words.Rows), order.Order());
        Assert.NotEqual(Enumerable.Range(0, Words.Rows), order);
        Assert.InRange(OrderClaim.ShuffleDifference(Words, order), 0, Tolerance);
    }

    [Fact]
    public void Words_spelled_alike_are_told_apart_by_their_positions_only()
    {
        Assert.InRange(OrderClaim.DifferenceOfTwins(Words), 0, 1e-6);
        Assert.InRange(OrderClaim.DifferenceOfTwins(OrderClaim.WithPositions(Words)), 0.05, 10);
    }

    [Fact]
    public void Each_English_word_finds_its_French_ones()
    {
        KernelRun byHand = CrossClaim.TranslateByHand();
        KernelRun byKernel = CrossClaim.TranslateByKernel();

        Assert.InRange(byHand.Weights.DifferenceFrom(byKernel.Weights), 0, Tolerance);
        Assert.InRange(byHand.Output.DifferenceFrom(byKernel.Output), 0, Tolerance);
        foreach ((string english, string[] french) in new[]
        {
            ("the", new[] { "la" }), ("vault", ["chambre", "forte"]), ("was", ["était"]), ("stuck", ["bloquée"]), (".", ["."]),
        })
        {
            int row = Array.IndexOf(HandMadeTranslation.English, english);
            double found = french.Sum(word => byKernel.Weights[row, Array.IndexOf(HandMadeTranslation.French, word)]);
            Assert.True(found > 0.9, $"{english} gives {string.Join(' ', french)} only {found}.");
        }
    }

    [Fact]
    public void Self_attention_is_cross_attention_to_itself() =>
        Assert.InRange(CrossClaim.SelfAgainstOwnContext(), 0, Tolerance);

    [Fact]
    public void Two_heads_are_two_attentions_side_by_side()
    {
        KernelRun both = HeadsClaim.Together(Words);
        KernelRun meaning = HeadsClaim.Alone(Words, HandMadeHead.Meaning);
        KernelRun grammar = HeadsClaim.Alone(Words, HandMadeHead.Grammar);

        Assert.InRange(both.Output.DifferenceFrom(meaning.Output.Beside(grammar.Output)), 0, Tolerance);
        Assert.True(meaning.Weights.DifferenceFrom(grammar.Weights) > 0.4, "The two heads should look elsewhere.");
    }
}
