using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Checks;
using AttnGen.Tests.Kernels.Problems;
using AttnGen.Tests.Kernels.Shapes;
using Xunit;

namespace AttnGen.Tests.Kernels.Rules;

/// <summary>Rules 6 and 7: what is masked has no say, and what may attend to nothing gives nothing.</summary>
[Trait("Category", "Kernels")]
public sealed class MaskingRuleTests
{
    // The one that arithmetic makes, and one with every bit set, as it stands in memory that was never written.
    private static readonly float[] s_nans = [float.NaN, BitConverter.UInt32BitsToSingle(uint.MaxValue)];

    public static TheoryData<string> Names => KernelsUnderTest.RepresentativeNames;

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule06_a_row_that_may_attend_to_nothing_gives_zero_whatever_is_in_memory(string name)
    {
        Kernel kernel = KernelsUnderTest.Of(name);
        AttentionShape shape = kernel.Shape;
        foreach (float filling in (float[])[1, float.NaN, float.PositiveInfinity, float.NegativeInfinity])
        {
            var problem = new Problem(shape, 1);
            foreach (float[] operand in (float[][])[problem.X, problem.Context, problem.Query, problem.Key, problem.Value])
            {
                operand.AsSpan().Fill(filling);
            }

            KernelFace face = kernel.ThroughClass(problem.Weights);
            foreach (bool weights in (bool[])[false, true])
            {
                Answer<float> attend = GuardedCall.Run(face, Entry.Attend, problem, Guard.AtEnd, 0, weights);
                Assert.False(attend.Output.AsSpan().ContainsAnyExcept(0f), $"{kernel} Attend of {filling}: output");
                Assert.False(attend.AttentionWeights.AsSpan().ContainsAnyExcept(0f), $"{kernel} Attend of {filling}: attention weights");

                Answer<float> forward = GuardedCall.Run(face, Entry.Forward, problem, Guard.AtEnd, 0, weights);
                AssertNothingButTheOutputBias(shape, problem.Weights, forward.Output, $"{kernel} Forward of {filling}");
                Assert.False(forward.AttentionWeights.AsSpan().ContainsAnyExcept(0f), $"{kernel} Forward of {filling}: attention weights");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule07_nothing_masked_reaches_a_result_of_Forward(string name) =>
        MaskedValuesCheck.Run(KernelsUnderTest.Of(name), Entry.Forward);

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule07_nothing_masked_reaches_a_result_of_Attend(string name) =>
        MaskedValuesCheck.Run(KernelsUnderTest.Of(name), Entry.Attend);

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule07_NaN_or_infinity_in_a_visible_value_reaches_its_column_and_no_other(string name)
    {
        Kernel kernel = KernelsUnderTest.Of(name);
        AttentionShape shape = kernel.Shape;
        int length = Math.Max(1, shape.KeyValueLength - 1);
        foreach (float planted in (float[])[float.NaN, float.PositiveInfinity, float.NegativeInfinity])
        {
            foreach (int token in new[] { 0, length / 2, length - 1 }.Distinct())
            {
                var problem = new Problem(shape, 1);
                int head = token % shape.KeyValueHeads;
                Tokens.Row(problem, problem.Value, head, token)[shape.DV / 2] = planted;
                ReferenceCheck.Run(kernel, Entry.Attend, problem, length, 1e-4, $"{planted} in value {token} of head {head}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule07_NaN_in_a_visible_key_reaches_every_query_of_its_heads_and_no_other(string name)
    {
        Kernel kernel = KernelsUnderTest.Of(name);
        AttentionShape shape = kernel.Shape;
        int length = Math.Max(1, shape.KeyValueLength - 1);
        foreach (int token in new[] { 0, length / 2, length - 1 }.Distinct())
        {
            foreach (float nan in s_nans)
            {
                var problem = new Problem(shape, 1);
                int head = token % shape.KeyValueHeads;
                Tokens.Row(problem, problem.Key, head, token)[shape.DK / 2] = nan;
                ReferenceCheck.Run(kernel, Entry.Attend, problem, length, 1e-4, $"NaN in key {token} of head {head}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule07_NaN_in_a_query_reaches_its_own_row_and_changes_no_bit_of_another(string name)
    {
        Kernel kernel = KernelsUnderTest.Of(name);
        AttentionShape shape = kernel.Shape;
        IEnumerable<int> planted = new[] { 0, shape.N / 2, shape.N - 1 }.Distinct();
        foreach ((int query, float nan) in planted.SelectMany(_ => s_nans, (query, nan) => (query, nan)))
        {
            var problem = new Problem(shape, 1);
            KernelFace face = kernel.ThroughInterface(problem.Weights);
            Answer<float> clean = GuardedCall.Run(face, Entry.Attend, problem, Guard.AtEnd, null, attentionWeights: false);
            int head = query % shape.Heads;
            Tokens.QueryRow(shape, problem.Query, head, query)[shape.DK - 1] = nan;

            Answer<float> answer = GuardedCall.Run(face, Entry.Attend, problem, Guard.AtEnd, null, attentionWeights: false);

            Span<float> row = Tokens.QueryRow(shape, answer.Output, head, query);
            foreach (float value in row)
            {
                bool sees = shape.KeysSeen(Entry.Attend, query, shape.KeyValueLength) > 0;
                Assert.True(sees ? float.IsNaN(value) : value == 0, $"{kernel}: NaN in query {query} of head {head} gave {value}.");
            }

            Tokens.QueryRow(shape, clean.Output, head, query).CopyTo(row);
            Bits.AssertEqual(clean.Output, answer.Output, $"{kernel}: rows without the NaN of query {query}, head {head}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule07_NaN_in_a_visible_token_reaches_what_attends_to_it(string name)
    {
        Kernel kernel = KernelsUnderTest.Of(name);
        AttentionShape shape = kernel.Shape;
        int length = Math.Max(1, shape.KeyValueLength - 1);
        var problem = new Problem(shape, 1);
        problem.KeyValueSource[((length - 1) * shape.ContextWidth) + (shape.ContextWidth / 2)] = float.NaN;
        ReferenceCheck.Run(kernel, Entry.Forward, problem, length, 1e-4, "NaN in the last visible token");
    }

    private static void AssertNothingButTheOutputBias(AttentionShape shape, AttentionWeights weights, float[] output, string what)
    {
        // Of self-attention all rows are padding. Of cross-attention the queries are real: their attention is 0, projected like any other.
        int width = output.Length / shape.N;
        float[] expected = shape.IsCrossAttention && !weights.OutputBias.IsEmpty ? weights.OutputBias.ToArray() : new float[width];
        for (int query = 0; query < shape.N; query++)
        {
            Assert.True(output.AsSpan(query * width, width).SequenceEqual(expected), $"{what}: row {query}");
        }
    }
}
