using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Checks;
using AttnGen.Tests.Kernels.Problems;
using Xunit;

namespace AttnGen.Tests.Kernels.Features;

/// <summary>
/// Masks and softcaps that tiles apply while the scores are in registers: at every place of a tile, in the last one, which repeats rows of the one
/// before, with fewer keys than the shape has, and where keys come in blocks; beside them the same in a pass, and rows.
/// </summary>
[Trait("Category", "Kernels")]
public sealed class EditedScoresTests
{
    private const double Cap = 3;

    private const double Tolerance = 3e-6;

    /// <summary>The relative error of one score: its product, the cap and the way through base 2 round some times each.</summary>
    private const double ToleranceOfOneScore = 5e-7;

    /// <summary>The largest float times ln 2.</summary>
    private const double LargestInBase2 = float.MaxValue * 0.6931471805599453;

    private static readonly AttentionShape[] s_bases =
    [
        new(37, 24, 8) { Heads = 2 },
        new(21, 16, 16) { KeyValueLength = 600 },
        new(1, 16, 8) { KeyValueLength = 45 },
    ];

    private static readonly AttentionShape s_summed = new(16, 16, 8) { KeyValueLength = 45, Mask = MaskKind.Additive, LogSumExp = true };

    private static readonly Lazy<KernelSet> s_kernels =
        new(() => KernelSet.Compile("EditedScoresKernels", new CompilerSettings(), [.. Masked, .. Capped, s_summed]));

    // Neighbouring queries see different scores, so that neighbouring lanes take different ways.
    private static readonly float[] s_factors = [1, -1, 0.5f];

    private static readonly float[] s_one = [1];

    /// <summary>The kernels.</summary>
    internal static KernelSet Set => s_kernels.Value;

    private static IEnumerable<AttentionShape> Masked => s_bases.SelectMany(shape => new[]
    {
        shape with { Mask = MaskKind.Additive },
        shape with { Mask = MaskKind.Boolean },
        shape with { Mask = MaskKind.Additive, Softcap = Cap },
        shape with { Mask = MaskKind.Additive, Alibi = true },
    });

    private static IEnumerable<AttentionShape> Capped => s_bases.SelectMany(shape => new[]
    {
        shape with { Softcap = Cap },
        shape with { Softcap = Cap, LogSumExp = true },
        shape with { Softcap = Cap, LogSumExp = true, Causal = CausalAlignment.BottomRight },
    });

    public static TheoryData<string> MaskedNames => [.. Masked.Select(ShapeSource.ClassName)];

    public static TheoryData<string> CappedNames => [.. Capped.Select(ShapeSource.ClassName)];

    [Theory]
    [MemberData(nameof(MaskedNames))]
    public void What_a_mask_hides_at_any_place_reaches_nothing(string name)
    {
        Kernel kernel = Set[name];
        AttentionShape shape = kernel.Shape;
        int keys = shape.KeyValueLength;
        float[] fillings = [float.NaN, float.PositiveInfinity, float.NegativeInfinity];
        foreach (int key in Enumerable.Range(0, keys).Where(key => keys < 100 || key % 37 < 2 || key >= keys - 14))
        {
            var problem = new Problem(shape, seed: key);
            Tokens.Fill(problem, Entry.Attend, key, key + 1, fillings[key % fillings.Length]);
            bool[] seen = new bool[shape.N * keys];
            for (int i = 0; i < seen.Length; i++)
            {
                seen[i] = i % keys != key && (i * 7 % 11) != 0;
            }

            foreach (int length in new[] { keys, keys - 1, key + 1, Math.Max(1, key - 2), 1 }.Where(length => length <= keys).Distinct())
            {
                AssertAsReference(kernel, problem, With(shape, seen) with { Length = length }, $"key {key} hidden, length {length}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(MaskedNames))]
    public void Keys_that_all_carry_a_number_too_large_for_base_2_share_the_weight(string name)
    {
        Kernel kernel = Set[name];
        AttentionShape shape = kernel.Shape;
        if (shape.Mask != MaskKind.Additive)
        {
            return;
        }

        int keys = shape.KeyValueLength;
        foreach (float large in new[] { float.MinValue, -3e38f, -1e4f, 3e38f, float.MaxValue })
        {
            float[] mask = new float[shape.N * keys];
            mask.AsSpan().Fill(large);
            // Of the last query some keys are hidden, and one carries another number.
            Span<float> last = mask.AsSpan((shape.N - 1) * keys);
            last[..(keys / 2)].Fill(float.NegativeInfinity);
            last[^1] = shape.N == 1 ? large : -3;
            foreach (int length in new[] { keys, keys - 3 })
            {
                AssertAsReference(
                    kernel,
                    new Problem(shape, seed: 1),
                    new AttentionArguments { AdditiveMask = mask, MaskKeys = keys, Length = length },
                    $"mask of {large}, length {length}",
                    // Beside −1e4 a score keeps a thousandth.
                    large == -1e4f ? 2e-3 : Tolerance);
            }
        }
    }

    [Theory]
    [MemberData(nameof(MaskedNames))]
    public void A_last_block_of_fewer_keys_than_a_tile_knows_nothing_of_those_that_it_repeats(string name)
    {
        // Its tile reaches back into keys of which it has no mask: hidden ones, here, whose scores are larger than any other.
        Kernel kernel = Set[name];
        AttentionShape shape = kernel.Shape;
        int keys = shape.KeyValueLength;
        foreach (int length in Enumerable.Range(296, 32).Where(length => length < keys))
        {
            foreach (float filling in new[] { 1e6f, 1e30f, float.NaN })
            {
                var problem = new Problem(shape, seed: length);
                Tokens.Fill(problem, Entry.Attend, length - 40, length - 1, filling);
                bool[] seen = new bool[shape.N * keys];
                for (int i = 0; i < seen.Length; i++)
                {
                    seen[i] = i % keys < length - 40 || i % keys == length - 1;
                }

                AssertAsReference(kernel, problem, With(shape, seen) with { Length = length }, $"{filling} hidden before the last of {length} keys");
            }
        }
    }

    [Theory]
    [MemberData(nameof(MaskedNames))]
    public void A_mask_of_positive_infinity_takes_all_the_weight_and_two_or_NaN_make_NaN(string name)
    {
        Kernel kernel = Set[name];
        AttentionShape shape = kernel.Shape;
        if (shape.Mask != MaskKind.Additive)
        {
            return;
        }

        int keys = shape.KeyValueLength;
        foreach (int key in new[] { 0, 7, keys / 2, keys - 2, keys - 1 })
        {
            float[] mask = new float[shape.N * keys];
            for (int query = 0; query < shape.N; query++)
            {
                Span<float> row = mask.AsSpan(query * keys, keys);
                int kind = (query + key) % 3;
                row[key] = kind == 2 ? float.NaN : float.PositiveInfinity;
                row[0] = kind == 1 ? float.PositiveInfinity : row[0];
            }

            foreach (int length in new[] { keys, key + 1 }.Distinct())
            {
                AssertAsReference(
                    kernel,
                    new Problem(shape, seed: 1),
                    new AttentionArguments { AdditiveMask = mask, MaskKeys = keys, Length = length },
                    $"mask of +∞ or NaN at key {key}, length {length}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(CappedNames))]
    public void A_score_is_capped_to_the_precision_of_floats(string name)
    {
        // The logarithm of one key's exponential is its score: nothing thins the error out, as the weights of many keys do.
        Kernel kernel = Set[name];
        AttentionShape shape = kernel.Shape;
        if (!shape.LogSumExp || shape.Causal != CausalAlignment.None)
        {
            return;
        }

        float[] factors = [.. Enumerable.Range(0, shape.N).Select(query => (query % 2 == 0 ? 1 : -1) * (1 - (query / (2f * shape.N))))];
        foreach (double score in new[] { 1e-3, 0.05, 0.1, 0.2, 0.25, 0.3, 0.33, 0.3499, 0.36, 0.4, 0.5, 0.7, 1, 2, 5, 9, 20 })
        {
            Problem problem = WithScores(shape, _ => (float)(Cap * score), factors);
            var expected = new float[shape.LogSumExpLength];
            var actual = new float[shape.LogSumExpLength];
            AttentionReference.Attend(
                shape, problem.Query, problem.Key, problem.Value, new AttentionArguments { Length = 1, LogSumExp = expected });
            Attend(kernel, problem, new AttentionArguments { Length = 1, LogSumExp = actual });
            for (int i = 0; i < expected.Length; i++)
            {
                Assert.True(
                    Math.Abs(expected[i] - actual[i]) <= ToleranceOfOneScore * Math.Abs(expected[i]),
                    $"{kernel}, score {score} × c[{i}]: {actual[i]:R}, not {expected[i]:R}");
            }
        }
    }

    [Theory]
    [InlineData(-2e38f, -2e38)]
    [InlineData(float.MinValue, -LargestInBase2)]
    [InlineData(3e38f, LargestInBase2)]
    public void What_is_too_large_for_base_2_counts_as_the_largest_there_is(float large, double expected)
    {
        Kernel kernel = Set[s_summed];
        float[] mask = new float[s_summed.N * s_summed.KeyValueLength];
        mask.AsSpan().Fill(large);
        var logSumExp = new float[s_summed.LogSumExpLength];
        Attend(kernel, new Problem(s_summed, seed: 1), new AttentionArguments { AdditiveMask = mask, LogSumExp = logSumExp });

        Assert.All(logSumExp, sum => Assert.InRange(sum / expected, 1 - 1e-6, 1 + 1e-6));
    }

    [Theory]
    [MemberData(nameof(CappedNames))]
    public void Scores_on_both_sides_of_the_bound_of_the_short_softcap_are_capped(string name)
    {
        Kernel kernel = Set[name];
        AttentionShape shape = kernel.Shape;
        double[][] patterns =
        [
            [0, 1e-30, -1e-3, 0.01, 0.1, -0.2, 0.3, -0.34],
            [0.3499, -0.3499, 0.34999999, 0.35, -0.35, 0.35000001, -0.3501, 0.36],
            [0.1, 0.2, -0.3, 0.34, -0.1, 0.05, 0, 0.2, -0.2, 0.3, 0.1, 0.7, 0.1, 0.2],
            [0.5, -0.5, 1, -1, 2, -3, 5, 8, -30],
            [1e4, -1e4, 0.1, 1e4, 3e37, -3e37, 0.3],
        ];
        foreach (double[] pattern in patterns)
        {
            Problem problem = WithScores(shape, key => (float)(Cap * pattern[key % pattern.Length]));
            foreach (int length in new[] { shape.KeyValueLength, shape.KeyValueLength - 5, 2 })
            {
                AssertAsReference(kernel, problem, new AttentionArguments { Length = length }, $"scores {string.Join(' ', pattern)} × c, length {length}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(CappedNames))]
    public void A_score_that_is_infinite_becomes_the_cap_and_NaN_stays_NaN(string name)
    {
        Kernel kernel = Set[name];
        AttentionShape shape = kernel.Shape;
        int keys = shape.KeyValueLength;
        foreach (float score in new[] { float.PositiveInfinity, float.NegativeInfinity, float.NaN })
        {
            foreach (int key in new[] { 0, 1, keys / 2, keys - 2, keys - 1 })
            {
                foreach (float others in new[] { 0.5f, 2f })
                {
                    Problem problem = WithScores(shape, other => other == key ? score : others, s_one);
                    AssertAsReference(kernel, problem, new AttentionArguments { Length = keys }, $"{score} at key {key} beside {others}");
                }
            }
        }
    }

    [Fact]
    public void A_score_becomes_the_same_number_whatever_stands_beside_it()
    {
        foreach (AttentionShape shape in Masked.Where(shape => shape.Softcap != 0))
        {
            Kernel kernel = Set[shape];
            var problem = new Problem(shape, seed: 2);
            float[] mask = new float[shape.N * shape.KeyValueLength];
            for (int query = 0; query < shape.N; query++)
            {
                mask[(query * shape.KeyValueLength) + 3] = float.NegativeInfinity;
            }

            var arguments = new AttentionArguments { AdditiveMask = mask, MaskKeys = shape.KeyValueLength };
            float[] small = Attend(kernel, problem, arguments);
            for (int head = 0; head < shape.KeyValueHeads; head++)
            {
                Tokens.Row(problem, problem.Key, head, 3).Fill(1e3f);
            }

            Bits.AssertEqual(small, Attend(kernel, problem, arguments), $"{kernel}: beside a hidden score that is large");
        }
    }

    [Fact]
    public void A_score_becomes_the_same_number_whatever_other_queries_have()
    {
        foreach (AttentionShape shape in Capped.Where(shape => shape.N > 1))
        {
            Kernel kernel = Set[shape];
            Problem problem = WithScores(shape, key => (float)(Cap * 0.3 * ((key % 7) - 3) / 3));
            var arguments = new AttentionArguments { Length = shape.KeyValueLength };
            float[] small = Attend(kernel, problem, arguments);
            for (int head = 0; head < shape.Heads; head++)
            {
                Tokens.QueryRow(shape, problem.Query, head, 0)[0] = 100;
            }

            float[] beside = Attend(kernel, problem, arguments);
            for (int head = 0; head < shape.Heads; head++)
            {
                // The query itself has become another.
                Tokens.QueryRow(shape, small, head, 0).Clear();
                Tokens.QueryRow(shape, beside, head, 0).Clear();
            }

            Bits.AssertEqual(small, beside, $"{kernel}: beside a query with large scores");
        }
    }

    private static AttentionArguments With(AttentionShape shape, bool[] seen) => shape.Mask == MaskKind.Boolean
        ? new AttentionArguments { BooleanMask = seen, MaskKeys = shape.KeyValueLength }
        : new AttentionArguments
        {
            AdditiveMask = Array.ConvertAll(seen, see => see ? 0.25f : float.NegativeInfinity),
            MaskKeys = shape.KeyValueLength,
        };

    private static float[] Attend(Kernel kernel, Problem problem, AttentionArguments arguments)
    {
        var output = new float[kernel.Shape.AttendOutputLength];
        kernel.Attend(problem.Query, problem.Key, problem.Value, output, arguments);
        return output;
    }

    private static void AssertAsReference(Kernel kernel, Problem problem, AttentionArguments arguments, string what, double tolerance = Tolerance)
    {
        AttentionShape shape = kernel.Shape;
        var expectedWeights = new float[shape.AttentionWeightsLength];
        var weights = new float[shape.AttentionWeightsLength];
        double[] expected = AttentionReference.Attend(
            shape, problem.Query, problem.Key, problem.Value, arguments with { AttentionWeights = expectedWeights });
        float[] output = Attend(kernel, problem, arguments with { AttentionWeights = weights });
        AssertClose(expected, output, $"{kernel}, {what}: output", tolerance);
        if (!expectedWeights.Any(float.IsNaN))
        {
            // In a row of NaN a weight that is 0 may become NaN, too.
            AssertClose(Array.ConvertAll(expectedWeights, weight => (double)weight), weights, $"{kernel}, {what}: attention weights", tolerance);
        }
    }

    private static void AssertClose(double[] expected, float[] actual, string what, double tolerance)
    {
        double magnitude = Math.Max(1, expected.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max());
        for (int i = 0; i < expected.Length; i++)
        {
            bool equal = double.IsFinite(expected[i]) ? Math.Abs(expected[i] - actual[i]) <= tolerance * magnitude : expected[i].Equals(actual[i]);
            Assert.True(equal, $"{what}[{i}]: {actual[i]:R}, not {expected[i]:R}");
        }
    }

    private static Problem WithScores(AttentionShape shape, Func<int, float> score, float[]? factors = null) =>
        ScoredProblem.Of(shape, score, factors ?? s_factors);
}
