using AttentionTour.Kernels;
using AttentionTour.Numbers;
using AttentionTour.Stages;
using AttentionTour.Words;
using Xunit;

namespace AttnGen.Tests.Samples;

/// <summary>
/// The five stages of the tour: what the hand computes, the kernel returns, and the sentence shows what the text says of it.
/// </summary>
public sealed class AttentionTourStagesTests
{
    private const double Tolerance = 1e-5;

    private static readonly HandMadeHead Head = HandMadeHead.Meaning;
    private static readonly Matrix Words = HandMadeWords.Embed(HandMadeWords.Sentence);
    private static readonly int Bank = Array.IndexOf(HandMadeWords.Sentence, "bank");
    private static readonly int Vault = Array.IndexOf(HandMadeWords.Sentence, "vault");

    [Fact]
    public void The_kernel_projects_as_the_hand_does()
    {
        (Matrix query, Matrix key, Matrix value) = Projection.Compute(Words, Head);

        Assert.InRange(query.DifferenceFrom(Projection.OfKernel(Words, Head.Query)), 0, Tolerance);
        Assert.InRange(key.DifferenceFrom(Projection.OfKernel(Words, Head.Key)), 0, Tolerance);
        Assert.InRange(value.DifferenceFrom(Projection.OfKernel(Words, Head.Value)), 0, Tolerance);
    }

    [Fact]
    public void The_kernel_scores_and_scales_as_the_hand_does()
    {
        (Matrix query, Matrix key, _) = Projection.Compute(Words, Head);
        Matrix scores = Scoring.Compute(query, key);
        Matrix ofUnscaled = Scoring.FromWeights(KernelRun.Of<UnscaledKernel>(Head.ToWeights(), Words).Weights);
        Matrix ofScaled = Scoring.FromWeights(KernelRun.Of<SentenceKernel>(Head.ToWeights(), Words).Weights);

        Assert.InRange(scores.LessRowMeans().DifferenceFrom(ofUnscaled), 0, Tolerance);
        Assert.InRange(Scaling.Compute(scores, key.Columns).LessRowMeans().DifferenceFrom(ofScaled), 0, Tolerance);
        Assert.True(ofUnscaled.DifferenceFrom(ofScaled) > 1, "Scaled and unscaled kernels should not agree.");
    }

    [Fact]
    public void The_kernels_attention_weights_are_the_softmax_of_the_hand()
    {
        Matrix ofKernel = Softmax.KernelWeights(Words, Head);

        Assert.InRange(HandWeights(Words).DifferenceFrom(ofKernel), 0, Tolerance);
        Assert.InRange(Softmax.LargestRowSumError(ofKernel), 0, 1e-6);
        Assert.True(ofKernel.Range().Low > 0, "Softmax leaves nobody out.");
    }

    [Fact]
    public void The_kernels_output_is_the_weighted_sum_of_the_hand()
    {
        Matrix ofKernel = KernelRun.Of<SentenceKernel>(Head.ToWeights(), Words).Output;

        Assert.InRange(Aggregation.AllStages(Words, Head).DifferenceFrom(ofKernel), 0, Tolerance);
    }

    [Fact]
    public void Bank_looks_to_vault()
    {
        double[] row = Softmax.KernelWeights(Words, Head).Row(Bank).ToArray();

        Assert.Equal(Vault, Array.IndexOf(row, row.Max()));
        Assert.InRange(row[Vault], 0.8, 0.9);
    }

    [Fact]
    public void Bank_becomes_what_stands_in_the_vaults_place()
    {
        int money = Array.IndexOf(HandMadeHead.Contents, "money");
        int water = Array.IndexOf(HandMadeHead.Contents, "water");
        Matrix river = HandMadeWords.Embed(Aggregation.RiverSentence());
        Matrix besideVault = KernelRun.Of<SentenceKernel>(Head.ToWeights(), Words).Output;
        Matrix besideRiver = KernelRun.Of<SentenceKernel>(Head.ToWeights(), river).Output;

        Assert.True(besideVault[Bank, money] > 10 * besideVault[Bank, water]);
        Assert.True(besideRiver[Bank, water] > 10 * besideRiver[Bank, money]);
    }

    [Fact]
    public void Nothing_comes_back_from_values_that_are_zero() =>
        Assert.Equal(0, Projection.LargestOutputWithoutValues(Words, Head));

    /// <summary>The tour's loops are held against the reference too: two who agree may both be wrong, but hardly three.</summary>
    [Fact]
    public void The_hand_agrees_with_the_reference()
    {
        var weights = new float[SentenceKernel.Shape.AttentionWeightsLength];
        double[] output = AttentionReference.Forward(
            SentenceKernel.Shape, Head.ToWeights(), Words.ToFloats(), new AttentionArguments { AttentionWeights = weights });

        Matrix byHand = Aggregation.AllStages(Words, Head);
        for (int i = 0; i < output.Length; i++)
        {
            Assert.Equal(output[i], byHand[i / byHand.Columns, i % byHand.Columns], 1e-12);
        }

        Assert.InRange(HandWeights(Words).DifferenceFrom(Matrix.Of(10, 10, weights)), 0, 1e-7);
    }

    private static Matrix HandWeights(Matrix x)
    {
        (Matrix query, Matrix key, _) = Projection.Compute(x, Head);
        return Softmax.Compute(Scaling.Compute(Scoring.Compute(query, key), key.Columns));
    }
}
