using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Checks;
using AttnGen.Tests.Kernels.Problems;
using AttnGen.Tests.Kernels.Shapes;
using Xunit;

namespace AttnGen.Tests.Kernels.Rules;

/// <summary>Rule 3, and rules 6, 7 and 14 where each query sees other keys: what a query does not see has no say in its row.</summary>
[Trait("Category", "Kernels")]
public sealed class CausalRuleTests
{
    private const double Tolerance = 1e-4;

    public static TheoryData<string> Names => KernelsUnderTest.CausalNames;

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule03_a_query_weighs_the_keys_up_to_its_own_place_and_no_other(string name)
    {
        Kernel kernel = KernelsUnderTest.Of(name);
        AttentionShape shape = kernel.Shape;
        var problem = new Problem(shape, 1);
        int offset = shape.Causal == CausalAlignment.BottomRight ? shape.KeyValueLength - shape.N : 0;

        Answer<float> answer = GuardedCall.Run(
            kernel.ThroughClass(problem.Weights), Entry.Attend, problem, Guard.AtEnd, null, attentionWeights: true);

        for (int row = 0; row < shape.Heads * shape.N; row++)
        {
            for (int key = 0; key < shape.KeyValueLength; key++)
            {
                bool visible = key <= (row % shape.N) + offset;
                float weight = answer.AttentionWeights[(row * shape.KeyValueLength) + key];
                if (visible ? !(weight > 0) : weight != 0)
                {
                    Assert.Fail($"{kernel}: row {row} gives key {key} the weight {weight}.");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule03_BottomRight_counts_the_real_keys_and_in_Forward_the_real_queries_too(string name)
    {
        Kernel kernel = KernelsUnderTest.Of(name);
        var problem = new Problem(kernel.Shape, 1);
        foreach (int length in problem.Lengths())
        {
            ReferenceCheck.Run(kernel, Entry.Attend, problem, length, Tolerance, "Attend");
            ReferenceCheck.Run(kernel, Entry.Forward, problem, length, Tolerance, "Forward");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule06_a_query_in_front_of_all_keys_gives_zero_whatever_is_in_memory(string name)
    {
        Kernel kernel = KernelsUnderTest.Of(name);
        AttentionShape shape = kernel.Shape;
        foreach (float filling in (float[])[float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue])
        {
            var problem = new Problem(shape, 1);
            problem.Query.AsSpan().Fill(filling);
            problem.Key.AsSpan().Fill(filling);
            problem.Value.AsSpan().Fill(filling);
            foreach (int length in problem.Lengths())
            {
                Answer<float> answer = GuardedCall.Run(
                    kernel.ThroughInterface(problem.Weights), Entry.Attend, problem, Guard.AtEnd, length, attentionWeights: true);
                for (int row = 0; row < shape.Heads * shape.N; row++)
                {
                    int query = row % shape.N;
                    if (shape.KeysSeen(Entry.Attend, query, length) == 0)
                    {
                        Span<float> output = Tokens.QueryRow(shape, answer.Output, row / shape.N, query);
                        Span<float> weights = answer.AttentionWeights.AsSpan(row * shape.KeyValueLength, shape.KeyValueLength);
                        Assert.False(output.ContainsAnyExcept(0f), $"{kernel} of {filling}, length {length}: output of row {row}");
                        Assert.False(weights.ContainsAnyExcept(0f), $"{kernel} of {filling}, length {length}: weights of row {row}");
                    }
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule07_nothing_in_a_key_or_value_reaches_a_query_that_does_not_see_it(string name) =>
        HiddenValuesCheck.Run(KernelsUnderTest.Of(name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule07_nothing_in_a_token_reaches_a_query_in_front_of_it(string name)
    {
        Kernel kernel = KernelsUnderTest.Of(name);
        AttentionShape shape = kernel.Shape;
        foreach (int length in new[] { shape.KeyValueLength, (shape.KeyValueLength * 2 / 3) + 1 })
        {
            foreach (int token in new[] { 0, 1, length / 2, length - 1 }.Where(token => token < length).Distinct())
            {
                var problem = new Problem(shape, 1);
                problem.KeyValueSource.AsSpan(token * shape.ContextWidth, shape.ContextWidth).Fill(float.NaN);
                ReferenceCheck.Run(kernel, Entry.Forward, problem, length, Tolerance, $"NaN in token {token}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule07_no_bit_of_a_row_depends_on_finite_keys_and_values_that_it_does_not_see(string name)
    {
        Kernel kernel = KernelsUnderTest.Of(name);
        AttentionShape shape = kernel.Shape;
        var clean = new Problem(shape, 1);
        KernelFace face = kernel.ThroughClass(clean.Weights);
        Answer<float> expected = GuardedCall.Run(face, Entry.Attend, clean, Guard.AtEnd, null, attentionWeights: false);
        foreach (int from in new[] { 0, 1, shape.KeyValueLength / 2, shape.KeyValueLength - 1 }.Distinct())
        {
            var problem = new Problem(shape, 1);
            Tokens.Fill(problem, Entry.Attend, from, shape.KeyValueLength, float.MaxValue);
            Answer<float> actual = GuardedCall.Run(face, Entry.Attend, problem, Guard.AtEnd, null, attentionWeights: false);
            for (int row = 0; row < shape.Heads * shape.N; row++)
            {
                int query = row % shape.N;
                if (shape.KeysSeen(Entry.Attend, query, shape.KeyValueLength) <= from)
                {
                    Bits.AssertEqual(
                        Tokens.QueryRow(shape, expected.Output, row / shape.N, query),
                        Tokens.QueryRow(shape, actual.Output, row / shape.N, query),
                        $"{kernel}: row {row}, other keys from {from} on");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule14_an_infinite_score_counts_for_the_queries_that_see_it_alone(string name)
    {
        Kernel kernel = KernelsUnderTest.Of(name);
        AttentionShape shape = kernel.Shape;
        int keys = shape.KeyValueLength;
        foreach (int second in new[] { 0, keys / 2, keys - 1 }.Distinct())
        {
            var problem = new Problem(shape, 1);
            for (int head = 0; head < shape.Heads; head++)
            {
                for (int query = 0; query < shape.N; query++)
                {
                    Tokens.QueryRow(shape, problem.Query, head, query).Fill(1);
                }
            }

            for (int head = 0; head < shape.KeyValueHeads; head++)
            {
                // One infinite score for the queries behind the first, two for those behind the second.
                Tokens.Row(problem, problem.Key, head, keys / 3).Fill(float.PositiveInfinity);
                Tokens.Row(problem, problem.Key, head, second).Fill(float.PositiveInfinity);
            }

            ReferenceCheck.Run(kernel, Entry.Attend, problem, keys, Tolerance, $"scores +∞ of keys {keys / 3} and {second}");
        }
    }
}
