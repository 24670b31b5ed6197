using System.Numerics;
using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Checks;
using AttnGen.Tests.Kernels.Problems;
using AttnGen.Tests.Kernels.Shapes;
using Xunit;

namespace AttnGen.Tests.Kernels.Rules;

/// <summary>Rule 12: Forward turns pairs of columns of projected queries and keys by their tokens' positions.</summary>
[Trait("Category", "Kernels")]
public sealed class RopeRuleTests
{
    private const double Tolerance = 1e-4;
    private const int FarAway = 100_000;

    public static TheoryData<string> Names => KernelsUnderTest.RopeNames;

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule12_Forward_is_attention_on_pairs_turned_as_complex_numbers(string name)
    {
        Kernel kernel = KernelsUnderTest.Of(name);
        AttentionShape shape = kernel.Shape;
        foreach (int position in (int[])[0, 5])
        {
            var problem = new Problem(shape, 1) { Position = position };
            AttentionWeights weights = problem.Weights;
            Complex[] query = Turned(shape, problem.X, weights.Query, weights.QueryBias, shape.N, shape.Heads, position);
            Complex[] key = Turned(
                shape,
                problem.KeyValueSource,
                weights.Key,
                weights.KeyBias,
                shape.KeyValueLength,
                shape.KeyValueHeads,
                shape.IsCrossAttention ? 0 : position);
            Answer<float> actual = GuardedCall.Run(
                kernel.ThroughClass(weights), Entry.Forward, problem, Guard.AtEnd, length: null, attentionWeights: true);
            for (int head = 0; head < shape.Heads; head++)
            {
                for (int q = 0; q < shape.N; q++)
                {
                    double[] expected = WeightsOf(shape, query, key, head, q);
                    for (int k = 0; k < expected.Length; k++)
                    {
                        int place = (((head * shape.N) + q) * shape.KeyValueLength) + k;
                        Assert.Equal(expected[k], actual.AttentionWeights[place], Tolerance);
                    }
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule12_the_first_position_may_be_any(string name)
    {
        Kernel kernel = KernelsUnderTest.Of(name);
        AttentionShape shape = kernel.Shape;
        foreach (int position in (int[])[1, 4095, FarAway, int.MaxValue - shape.N])
        {
            // The angle itself is as good as double counts: 2³¹ radians are known to 5e-7.
            var problem = new Problem(shape, 1) { Position = position };
            foreach (int length in problem.Lengths())
            {
                ReferenceCheck.Run(kernel, Entry.Forward, problem, length, Tolerance, $"position {position}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule12_far_away_positions_are_as_accurate_as_near_ones(string name) =>
        AccuracyCheck.Run(KernelsUnderTest.Of(name), Entry.Forward, (shape, seed) => new Problem(shape, seed) { Position = FarAway });

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule12_no_bit_of_self_attention_depends_on_the_first_position(string name)
    {
        Kernel kernel = KernelsUnderTest.Of(name);
        if (kernel.Shape.IsCrossAttention)
        {
            return;
        }

        var problem = new Problem(kernel.Shape, 1);
        KernelFace face = kernel.ThroughInterface(problem.Weights);
        Answer<float> near = GuardedCall.Run(face, Entry.Forward, problem, Guard.AtEnd, length: null, attentionWeights: false);
        Answer<float> far = GuardedCall.Run(
            face, Entry.Forward, new Problem(kernel.Shape, 1) { Position = FarAway }, Guard.AtEnd, length: null, attentionWeights: false);
        Bits.AssertEqual(near.Output, far.Output, $"{kernel} at position {FarAway}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule12_Attend_turns_nothing(string name)
    {
        Kernel kernel = KernelsUnderTest.Of(name);
        var problem = new Problem(kernel.Shape, 1);
        Answer<double> expected = new Problem(kernel.Shape with { Rope = RopePairing.None }, 1).Reference(Entry.Attend, kernel.Shape.KeyValueLength);

        Answer<float> actual = GuardedCall.Run(
            kernel.ThroughClass(problem.Weights), Entry.Attend, problem, Guard.AtEnd, length: null, attentionWeights: false);

        for (int i = 0; i < actual.Output.Length; i++)
        {
            Assert.Equal(expected.Output[i], actual.Output[i], Tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Weights_may_be_stored_by_output(string name)
    {
        Kernel kernel = KernelsUnderTest.Of(name);
        var problem = new Problem(kernel.Shape, 1) { Position = 3 };
        KernelFace direct = kernel.ThroughClass(problem.Weights);
        KernelFace transposed = kernel.ThroughClass(WeightTools.Transposed(kernel.Shape, problem.Weights));
        Bits.AssertEqual(
            GuardedCall.Run(direct, Entry.Forward, problem, Guard.AtEnd, length: null, attentionWeights: false).Output,
            GuardedCall.Run(transposed, Entry.Forward, problem, Guard.AtStart, length: null, attentionWeights: false).Output,
            $"{kernel} with weights stored by output");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_call_at_a_far_away_position_allocates(string name)
    {
        Kernel kernel = KernelsUnderTest.Of(name);
        AllocationCheck.Run(kernel, new Problem(kernel.Shape, 1) { Position = FarAway });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_position_that_cannot_be_counted_is_refused(string name)
    {
        Kernel kernel = KernelsUnderTest.Of(name);
        AttentionShape shape = kernel.Shape;
        foreach (int position in (int[])[-1, int.MinValue, int.MaxValue - shape.N + 1, int.MaxValue])
        {
            var problem = new Problem(shape, 1) { Position = position };
            var output = new float[shape.OutputLength];
            ArgumentOutOfRangeException expected = Assert.Throws<ArgumentOutOfRangeException>(
                () => problem.Reference(Entry.Forward, shape.KeyValueLength));
            Assert.Equal("position", expected.ParamName);
            Assert.StartsWith($"position must lie in 0 … {int.MaxValue - shape.N}", expected.Message, StringComparison.Ordinal);
            foreach (KernelFace face in kernel.Faces(problem.Weights))
            {
                ArgumentOutOfRangeException refusal = Assert.Throws<ArgumentOutOfRangeException>(
                    () => face.Forward(problem.X, output, problem.Context, position: position));
                Assert.Equal(expected.Message, refusal.Message);
                Assert.False(output.AsSpan().ContainsAnyExcept(0f), $"{kernel} wrote before the check.");
            }
        }
    }

    /// <summary>The turned pairs of each token and head as complex numbers, then the columns that are not turned, two by two.</summary>
    private static Complex[] Turned(
        AttentionShape shape, float[] x, ReadOnlyMemory<float> matrix, ReadOnlyMemory<float> bias, int tokens, int heads, int position)
    {
        int inputs = x.Length / tokens;
        int width = heads * shape.DK;
        var turned = new Complex[tokens * width / 2];
        for (int i = 0; i < turned.Length; i++)
        {
            int token = 2 * i / width;
            int head = 2 * i % width / shape.DK;
            int pair = i % (shape.DK / 2);
            bool isTurned = 2 * pair < shape.RopeWidth;
            bool isSplit = isTurned && shape.Rope == RopePairing.HalfSplit;
            int first = isSplit ? pair : 2 * pair;
            int second = isSplit ? pair + (shape.RopeWidth / 2) : (2 * pair) + 1;
            double angle = isTurned ? (position + token) * Math.Pow(shape.RopeTheta, -2.0 * pair / shape.RopeWidth) : 0;
            turned[i] = new Complex(Column(first), Column(second)) * Complex.FromPolarCoordinates(1, angle);

            double Column(int column)
            {
                int output = (head * shape.DK) + column;
                double sum = bias.IsEmpty ? 0 : bias.Span[output];
                for (int input = 0; input < inputs; input++)
                {
                    sum += (double)x[(token * inputs) + input] * matrix.Span[(input * width) + output];
                }

                return sum;
            }
        }

        return turned;
    }

    /// <summary>One row of the softmax of the scores, which are the real parts of products with conjugates.</summary>
    private static double[] WeightsOf(AttentionShape shape, Complex[] query, Complex[] key, int head, int q)
    {
        int pairs = shape.DK / 2;
        int shared = head * shape.KeyValueHeads / shape.Heads;
        var row = new double[shape.KeyValueLength];
        int seen = shape.KeysSeen(Entry.Forward, q, shape.KeyValueLength);
        for (int k = 0; k < seen; k++)
        {
            for (int pair = 0; pair < pairs; pair++)
            {
                Complex one = query[(((q * shape.Heads) + head) * pairs) + pair];
                Complex other = key[(((k * shape.KeyValueHeads) + shared) * pairs) + pair];
                row[k] += (one * Complex.Conjugate(other)).Real * shape.Scale;
            }
        }

        AttentionReference.Softmax(row.AsSpan(0, seen));
        return row;
    }
}
