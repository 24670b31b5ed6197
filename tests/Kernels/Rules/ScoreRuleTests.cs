using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Checks;
using AttnGen.Tests.Kernels.Problems;
using AttnGen.Tests.Kernels.Shapes;
using Xunit;

namespace AttnGen.Tests.Kernels.Rules;

/// <summary>Rules 1, 8 and 14: the scale, and scores that are large, equal or infinite.</summary>
[Trait("Category", "Kernels")]
public sealed class ScoreRuleTests
{
    // A score of 1e4 is rounded to a multiple of 2^-10, once in the product and once where the scale goes in; the weights feel it as a
    // relative error of that size.
    private const double ToleranceAt10000 = 4.0 / 1024;
    private const double Tolerance = 1e-5;

    // A weight that should be zero may be the smallest normal float, where the exponent is clamped to avoid denormals.
    private const double ToleranceOfNothing = 1e-36;

    private const int MostKeysAtOnce = 512;

    // A vector of the widest tier: fewer may be computed one after the other.
    private const int EnoughQueries = 16;

    // Neighbouring queries see different scores, so that neighbouring lanes take different ways.
    private static readonly float[] s_factors = [1, -1, 0.5f];
    private static readonly float[] s_one = [1];

    public static TheoryData<string> Names => KernelsUnderTest.RepresentativeNames;

    public static TheoryData<string> NamesWithManyKeys =>
        [.. ShapeTable.Long.Where(shape => shape.KeyValueLength > MostKeysAtOnce).Select(ShapeSource.ClassName)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule01_the_scale_is_that_of_the_query_size_and_reaches_the_bias_of_the_query(string name)
    {
        Kernel kernel = KernelsUnderTest.Of(name);
        Assert.Equal(1 / Math.Sqrt(kernel.Shape.DK), kernel.Shape.Scale);
        AccuracyCheck.Run(kernel, Entry.Forward, static (shape, seed) =>
        {
            var problem = new Problem(shape, seed);
            if (shape.Bias)
            {
                // As large as the projection itself, so that a bias without the scale shows.
                float[] bias = Array.ConvertAll(problem.Weights.QueryBias.ToArray(), static value => value * 20);
                problem.Weights = WeightTools.With(problem.Weights, queryBias: bias);
            }

            return problem;
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule08_keys_that_all_carry_the_same_finite_score_share_the_probability(string name)
    {
        Kernel kernel = KernelsUnderTest.Of(name);
        foreach (float score in (float[])[-1e4f, 1e4f, -1e30f, 1e30f])
        {
            Problem problem = WithScores(kernel.Shape, _ => score);
            foreach (int length in problem.Lengths().Where(length => length > 0))
            {
                ReferenceCheck.Run(kernel, Entry.Attend, problem, length, Tolerance, $"all scores {score}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule08_a_finite_mask_is_a_number(string name)
    {
        // Where only some keys carry −1e4 the others take all of the weight, as with a mask; where all do, they are told apart.
        Kernel kernel = KernelsUnderTest.Of(name);
        int keys = kernel.Shape.KeyValueLength;
        ReferenceCheck.Run(
            kernel, Entry.Attend, WithScores(kernel.Shape, key => key % 3 == 1 ? 0.5f : -1e4f), keys, Tolerance, "some scores −1e4");
        ReferenceCheck.Run(
            kernel,
            Entry.Attend,
            WithScores(kernel.Shape, key => -1e4f - (key % 4)),
            keys,
            ToleranceAt10000,
            "scores around −1e4");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule14_logits_of_1e4_give_finite_and_correct_weights(string name)
    {
        Kernel kernel = KernelsUnderTest.Of(name);
        Problem problem = WithScores(kernel.Shape, key => 1e4f * ((key * 7 % 3) - 1) + (key % 5));
        foreach (int length in problem.Lengths())
        {
            ReferenceCheck.Run(kernel, Entry.Attend, problem, length, ToleranceAt10000, "scores of ±1e4");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule14_scores_beyond_65536_stand_beside_small_ones(string name)
    {
        // They are measured from 0 and small ones from their maximum; a lane may change from one to the other between blocks of keys.
        Kernel kernel = KernelsUnderTest.Of(name);
        int keys = kernel.Shape.KeyValueLength;
        (string What, Func<int, float> Score)[] cases =
        [
            ("scores of ±1e5", key => 1e5f * ((key * 7 % 3) - 1)),
            ("scores of 1e5 behind small ones", key => key < keys / 2 ? key % 3 : 1e5f),
            ("scores of −1e5 before small ones", key => key < keys / 2 ? -1e5f : key % 3),
            ("scores between −66,000 and −65,000", key => -65_000f - (key % 2 * 1000)),
        ];
        foreach ((string what, Func<int, float> score) in cases)
        {
            ReferenceCheck.Run(kernel, Entry.Attend, WithScores(kernel.Shape, score), keys, Tolerance, what);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule14_exactly_one_positive_infinity_takes_all_the_weight(string name)
    {
        Kernel kernel = KernelsUnderTest.Of(name);
        int keys = kernel.Shape.KeyValueLength;
        foreach (int infinite in new[] { 0, 1, keys / 2, keys - 2, keys - 1 }.Where(key => key >= 0).Distinct())
        {
            Problem problem = WithScores(kernel.Shape, key => key == infinite ? float.PositiveInfinity : key % 3, s_one);

            // Where a query does not see that key, its row rounds as ever.
            double tolerance = kernel.Shape.Causal == CausalAlignment.None ? ToleranceOfNothing : Tolerance;
            ReferenceCheck.Run(kernel, Entry.Attend, problem, keys, tolerance, $"score +∞ of key {infinite}");
            problem = WithScores(kernel.Shape, key => key == infinite ? float.PositiveInfinity : key % 3);
            ReferenceCheck.Run(kernel, Entry.Attend, problem, keys, Tolerance, $"scores ±∞ of key {infinite}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule14_several_positive_infinities_give_what_the_reference_gives(string name)
    {
        Kernel kernel = KernelsUnderTest.Of(name);
        int keys = kernel.Shape.KeyValueLength;
        Problem problem = WithScores(kernel.Shape, key => key == 0 || key == keys - 1 ? float.PositiveInfinity : key % 3);
        ReferenceCheck.Run(kernel, Entry.Attend, problem, keys, Tolerance, "two scores +∞");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule14_a_key_at_negative_infinity_has_no_weight_wherever_it_is(string name)
    {
        // More than half of the keys, so that whole key blocks of a long shape see nothing finite, at the start and at the end.
        Kernel kernel = KernelsUnderTest.Of(name);
        int keys = kernel.Shape.KeyValueLength;
        Problem start = WithScores(kernel.Shape, key => key < keys * 2 / 3 ? float.NegativeInfinity : key % 3);
        Problem end = WithScores(kernel.Shape, key => key > keys / 3 ? float.NegativeInfinity : key % 3);
        if (kernel.Shape.Causal == CausalAlignment.None)
        {
            // The first causal queries would see nothing but −∞.
            ReferenceCheck.Run(kernel, Entry.Attend, start, keys, Tolerance, "scores −∞ at the start");
        }

        ReferenceCheck.Run(kernel, Entry.Attend, end, keys, Tolerance, "scores −∞ at the end");
    }

    [Theory]
    [MemberData(nameof(Names))]
    [MemberData(nameof(NamesWithManyKeys))]
    public void Rule14_a_row_of_negative_infinities_alone_is_what_the_semantics_say(string name)
    {
        // NaN where all keys are scored at once, as in the reference; the mean of the values where keys come in blocks, beyond 512 of them
        // and of enough queries.
        Kernel kernel = KernelsUnderTest.Of(name);
        AttentionShape shape = kernel.Shape;
        Problem problem = WithScores(shape, _ => float.NegativeInfinity, s_one);
        Answer<float> answer = GuardedCall.Run(
            kernel.ThroughClass(problem.Weights), Entry.Attend, problem, Guard.AtEnd, null, attentionWeights: true);
        bool inBlocks = shape.KeyValueLength > MostKeysAtOnce && (shape.N >= EnoughQueries || !float.IsNaN(answer.Output[0]));

        // Equal scores give the mean; where they give 0, nothing is visible, and no NaN either.
        Answer<double> equal = WithScores(shape, _ => 0).Reference(Entry.Attend, shape.KeyValueLength);
        for (int i = 0; i < equal.Output.Length; i++)
        {
            Assert.Equal(inBlocks || equal.Output[i] == 0 ? equal.Output[i] : double.NaN, answer.Output[i], Tolerance);
        }

        for (int i = 0; i < equal.AttentionWeights.Length; i++)
        {
            float weight = equal.AttentionWeights[i];
            Assert.Equal(inBlocks || weight == 0 ? weight : float.NaN, answer.AttentionWeights[i], Tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule14_rising_and_falling_scores_are_as_accurate_as_the_plain_loop(string name)
    {
        // Every key block then has another maximum than the one before it. The queries are random, so that the plain loop rounds too.
        Kernel kernel = KernelsUnderTest.Of(name);
        foreach (float step in (float[])[-0.125f, 0.125f])
        {
            AccuracyCheck.Run(kernel, Entry.Attend, (shape, seed) =>
            {
                var random = new Random(seed);
                var factors = new float[shape.N];
                foreach (ref float factor in factors.AsSpan())
                {
                    factor = 0.5f + random.NextSingle();
                }

                return WithScores(shape, key => key * step, factors);
            });
        }
    }

    private static Problem WithScores(AttentionShape shape, Func<int, float> score, float[]? factors = null) =>
        ScoredProblem.Of(shape, score, factors ?? s_factors);
}
