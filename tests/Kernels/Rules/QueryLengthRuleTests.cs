using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Problems;
using AttnGen.Tests.Kernels.Shapes;
using Xunit;

namespace AttnGen.Tests.Kernels.Rules;

/// <summary>
/// Fewer queries than the shape has: those that are real get what a shape of so many queries gives them, whatever lies past them, and those
/// past them get 0.
/// </summary>
[Trait("Category", "Kernels")]
public sealed class QueryLengthRuleTests
{
    private const double Tolerance = 1e-5;

    public static TheoryData<string> Names => KernelsUnderTest.RepresentativeNames;

    public static TheoryData<string> CrossNames =>
        [.. ShapeTable.Representative.Where(shape => shape.IsCrossAttention).Select(ShapeSource.ClassName)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Attend_gives_the_real_queries_what_a_shape_of_so_many_gives_them(string name)
    {
        Kernel kernel = KernelsUnderTest.Of(name);
        AttentionShape shape = kernel.Shape;
        foreach (KernelFace face in kernel.Faces(new Problem(shape, 1).Weights))
        {
            foreach (int queries in Counts(shape.N))
            {
                var problem = new Problem(shape, 1);
                float[] real = Cut(shape, problem.Query, queries);
                double[] expected = queries == 0
                    ? []
                    : AttentionReference.Attend(shape with { N = queries }, real, problem.Key, problem.Value);
                Plant(shape, problem.Query, queries);
                using GuardedBuffer query = GuardedBuffer.Input(problem.Query, Guard.AtEnd);
                using GuardedBuffer output = GuardedBuffer.Output(shape.AttendOutputLength, Guard.AtEnd);
                using GuardedBuffer weights = GuardedBuffer.Output((int)shape.AttentionWeightsLength, Guard.AtEnd);

                face.Attend(query.Span, problem.Key, problem.Value, output.Span, attentionWeights: weights.Span, queryLength: queries);

                AssertRows(shape, expected, output.Span.ToArray(), queries, name);
                for (int row = 0; row < shape.Heads * shape.N; row++)
                {
                    float sum = System.Numerics.Tensors.TensorPrimitives.Sum<float>(
                        weights.Span.Slice(row * shape.KeyValueLength, shape.KeyValueLength));
                    bool weighs = row % shape.N < queries && SeesKeys(shape, row % shape.N, queries);
                    Assert.True(weighs ? Math.Abs(sum - 1) < 1e-4 : sum == 0, $"{name}, {queries} queries: the weights of row {row} sum to {sum}.");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(CrossNames))]
    public void Forward_of_cross_attention_gives_the_real_queries_what_a_shape_of_so_many_gives_them(string name)
    {
        Kernel kernel = KernelsUnderTest.Of(name);
        AttentionShape shape = kernel.Shape;
        var problem = new Problem(shape, 1);
        foreach (KernelFace face in kernel.Faces(problem.Weights))
        {
            foreach (int queries in Counts(shape.N))
            {
                float[] x = [.. problem.X];
                float[] real = x[..(queries * shape.DModel)];
                double[] expected = queries == 0
                    ? []
                    : AttentionReference.Forward(
                        shape with { N = queries },
                        problem.Weights,
                        real,
                        new AttentionArguments { Context = problem.Context });
                x.AsSpan(queries * shape.DModel).Fill(float.NaN);
                using GuardedBuffer guarded = GuardedBuffer.Input(x, Guard.AtEnd);
                using GuardedBuffer output = GuardedBuffer.Output(shape.OutputLength, Guard.AtEnd);

                face.Forward(guarded.Span, output.Span, problem.Context, queryLength: queries);

                float[] actual = output.Span.ToArray();
                AssertClose(expected, actual.AsSpan(0, expected.Length), $"{name}, {queries} queries");
                Assert.False(actual.AsSpan(expected.Length).ContainsAnyExcept(0f), $"{name}, {queries} queries: padding is not 0.");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_number_of_queries_outside_its_range_is_refused(string name)
    {
        Kernel kernel = KernelsUnderTest.Of(name);
        AttentionShape shape = kernel.Shape;
        var problem = new Problem(shape, 1);
        foreach (KernelFace face in kernel.Faces(problem.Weights))
        {
            foreach (int queries in (int[])[-1, shape.N + 1, int.MinValue, int.MaxValue])
            {
                var output = new float[shape.AttendOutputLength];
                ArgumentOutOfRangeException refusal = Assert.Throws<ArgumentOutOfRangeException>(
                    () => face.Attend(problem.Query, problem.Key, problem.Value, output, queryLength: queries));
                Assert.Equal("queryLength", refusal.ParamName);
                Assert.StartsWith($"queryLength must lie in 0 … {shape.N}, the queries of the shape.", refusal.Message, StringComparison.Ordinal);
                Assert.False(output.AsSpan().ContainsAnyExcept(0f));
            }
        }
    }

    [Fact]
    public void Forward_of_self_attention_has_no_use_for_it()
    {
        AttentionShape shape = ShapeTable.Representative[0];
        Kernel kernel = KernelsUnderTest.Of(shape);
        var problem = new Problem(shape, 1);

        ArgumentException refusal = Assert.Throws<ArgumentException>(() => kernel.Forward(
            problem.Weights, problem.X, new float[shape.OutputLength], new AttentionArguments { QueryLength = 3 }));

        Assert.Equal("queryLength", refusal.ParamName);
        Assert.StartsWith("queryLength is given, but the tokens are queries and keys: length counts both.", refusal.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<int> Counts(int all) => new[] { 0, 1, all / 2, all - 1, all }.Distinct();

    private static bool SeesKeys(AttentionShape shape, int query, int queries) => shape.Causal switch
    {
        CausalAlignment.None => true,
        CausalAlignment.TopLeft => true,
        _ => query + shape.KeyValueLength - queries >= 0,
    };

    private static float[] Cut(AttentionShape shape, float[] rows, int queries)
    {
        AttentionShape cut = shape with { N = queries };
        var result = new float[queries * shape.Heads * shape.DK];
        for (int head = 0; head < shape.Heads; head++)
        {
            for (int query = 0; query < queries; query++)
            {
                Tokens.QueryRow(shape, rows, head, query).CopyTo(Tokens.QueryRow(cut, result, head, query));
            }
        }

        return result;
    }

    private static void Plant(AttentionShape shape, float[] rows, int queries)
    {
        for (int head = 0; head < shape.Heads; head++)
        {
            for (int query = queries; query < shape.N; query++)
            {
                Tokens.QueryRow(shape, rows, head, query).Fill(float.NaN);
            }
        }
    }

    private static void AssertRows(AttentionShape shape, double[] expected, float[] actual, int queries, string name)
    {
        AttentionShape cut = shape with { N = Math.Max(queries, 1) };
        for (int head = 0; head < shape.Heads; head++)
        {
            for (int query = 0; query < shape.N; query++)
            {
                Span<float> row = Tokens.QueryRow(shape, actual, head, query);
                string what = $"{name}, {queries} queries: head {head} query {query}";
                if (query >= queries)
                {
                    Assert.False(row.ContainsAnyExcept(0f), what + " is not 0.");
                    continue;
                }

                AssertClose(Tokens.QueryRow(cut, expected, head, query), row, what);
            }
        }
    }

    private static void AssertClose(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, string what)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= Tolerance * Math.Max(1, Math.Abs(expected[i])), $"{what}[{i}]: {actual[i]:R}, not {expected[i]:R}");
        }
    }
}
