using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Checks;
using AttnGen.Tests.Kernels.Problems;
using AttnGen.Tests.Kernels.Shapes;
using Xunit;

namespace AttnGen.Tests.Kernels.Rules;

/// <summary>Rule 9: query head h reads key and value head ⌊h · keyValueHeads / heads⌋.</summary>
[Trait("Category", "Kernels")]
public sealed class GroupedHeadsRuleTests
{
    private const double Tolerance = 1e-4;

    public static TheoryData<string> Names => KernelsUnderTest.GroupedNames;

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule09_shared_heads_are_as_good_as_copies_of_them(string name)
    {
        Kernel kernel = KernelsUnderTest.Of(name);
        AttentionShape shape = kernel.Shape;
        AttentionShape apart = shape with { KeyValueHeads = shape.Heads };
        var problem = new Problem(shape, 1);
        var copied = new Problem(apart, 1);
        problem.Query.CopyTo(copied.Query, 0);
        for (int head = 0; head < shape.Heads; head++)
        {
            int shared = head * shape.KeyValueHeads / shape.Heads;
            for (int token = 0; token < shape.KeyValueLength; token++)
            {
                Tokens.Row(problem, problem.Key, shared, token).CopyTo(Tokens.Row(copied, copied.Key, head, token));
                Tokens.Row(problem, problem.Value, shared, token).CopyTo(Tokens.Row(copied, copied.Value, head, token));
            }
        }

        AssertClose(kernel, problem, Entry.Attend, copied.Reference(Entry.Attend, shape.KeyValueLength));

        problem.X.CopyTo(copied.X, 0);
        problem.Context.CopyTo(copied.Context, 0);
        AttentionWeights weights = problem.Weights;
        copied.Weights = WeightTools.With(
            weights,
            key: CopyColumns(weights.Key, shape, shape.DK),
            value: CopyColumns(weights.Value, shape, shape.DV),
            keyBias: CopyColumns(weights.KeyBias, shape, shape.DK),
            valueBias: CopyColumns(weights.ValueBias, shape, shape.DV));

        AssertClose(kernel, problem, Entry.Forward, copied.Reference(Entry.Forward, shape.KeyValueLength));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule07_nothing_in_a_shared_key_or_value_reaches_a_head_that_does_not_read_it(string name) =>
        HiddenValuesCheck.Run(KernelsUnderTest.Of(name));

    private static void AssertClose(Kernel kernel, Problem problem, Entry entry, Answer<double> expected)
    {
        Answer<float> actual = GuardedCall.Run(
            kernel.ThroughClass(problem.Weights), entry, problem, Guard.AtEnd, length: null, attentionWeights: true);
        for (int i = 0; i < expected.Output.Length; i++)
        {
            Assert.Equal(expected.Output[i], actual.Output[i], Tolerance);
        }

        for (int i = 0; i < expected.AttentionWeights.Length; i++)
        {
            Assert.Equal(expected.AttentionWeights[i], actual.AttentionWeights[i], Tolerance);
        }
    }

    /// <summary>The rows of a matrix, or a bias, with the columns of a shared head once for each head that reads it.</summary>
    private static float[] CopyColumns(ReadOnlyMemory<float> matrix, AttentionShape shape, int size)
    {
        int shared = shape.KeyValueHeads * size;
        int copied = shape.Heads * size;
        var copy = new float[matrix.Length / shared * copied];
        for (int i = 0; i < copy.Length; i++)
        {
            int head = i % copied / size * shape.KeyValueHeads / shape.Heads;
            copy[i] = matrix.Span[(i / copied * shared) + (head * size) + (i % size)];
        }

        return copy;
    }
}
