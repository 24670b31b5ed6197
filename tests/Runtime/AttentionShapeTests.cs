using AttnGen.Generator.Plan;
using AttnGen.Generator.Shape;
using Xunit;

namespace AttnGen.Tests.Runtime;

/// <summary>The lengths and operations of a shape, against numbers worked out by hand from sizes that are all different.</summary>
public sealed class AttentionShapeTests
{
    private static readonly AttentionShape s_shape = new(3, 5, 7)
    {
        Heads = 2,
        DV = 11,
        KeyValueLength = 13,
        ContextWidth = 17,
        IsCrossAttention = true,
        OutputProjection = true,
        OutputWidth = 19,
    };

    [Fact]
    public void Lengths_are_the_products_of_the_sizes()
    {
        Assert.Equal(3 * 5, s_shape.InputLength);
        Assert.Equal(13 * 17, s_shape.ContextLength);
        Assert.Equal(3 * 19, s_shape.OutputLength);
        Assert.Equal(3 * 2 * 11, (s_shape with { OutputProjection = false }).OutputLength);
        Assert.Equal(3 * 2 * 7, s_shape.QueryLength);
        Assert.Equal(13 * 2 * 7, s_shape.KeyLength);
        Assert.Equal(13 * 2 * 11, s_shape.ValueLength);
        Assert.Equal(3 * 2 * 11, s_shape.AttendOutputLength);
        Assert.Equal(2 * 3 * 13, s_shape.AttentionWeightsLength);
    }

    [Fact]
    public void Operations_are_those_of_the_mathematics()
    {
        const int Scoring = 2 * 2 * 3 * 13 * 7;
        const int Aggregation = 2 * 2 * 3 * 13 * 11;
        const int Queries = 2 * 3 * 5 * (2 * 7);
        const int Keys = 2 * 13 * 17 * (2 * 7);
        const int Values = 2 * 13 * 17 * (2 * 11);
        const int Output = 2 * 3 * (2 * 11) * 19;

        Assert.Equal(Scoring + Aggregation, s_shape.AttendFlops);
        Assert.Equal(Scoring + Aggregation + Queries + Keys + Values + Output, s_shape.ForwardFlops);
        Assert.Equal(
            Scoring + Aggregation + Queries + Keys + Values, (s_shape with { OutputProjection = false }).ForwardFlops);
    }

    [Fact]
    public void Shared_heads_have_one_key_and_one_value_for_all_that_read_them()
    {
        AttentionShape shape = s_shape with { Heads = 6, KeyValueHeads = 2 };
        const int Scoring = 2 * 6 * 3 * 13 * 7;
        const int Aggregation = 2 * 6 * 3 * 13 * 11;
        const int Queries = 2 * 3 * 5 * (6 * 7);
        const int KeysAndValues = 2 * 13 * 17 * (2 * (7 + 11));
        const int Output = 2 * 3 * (6 * 11) * 19;

        Assert.Equal(3 * 6 * 7, shape.QueryLength);
        Assert.Equal(13 * 2 * 7, shape.KeyLength);
        Assert.Equal(13 * 2 * 11, shape.ValueLength);
        Assert.Equal(3 * 6 * 11, shape.AttendOutputLength);
        Assert.Equal(6 * 3 * 13, shape.AttentionWeightsLength);
        Assert.Equal(Scoring + Aggregation, shape.AttendFlops);
        Assert.Equal(Scoring + Aggregation + Queries + KeysAndValues + Output, shape.ForwardFlops);
        Assert.Equal(6, (s_shape with { Heads = 6 }).KeyValueHeads);
    }

    [Fact]
    public void The_plan_counts_the_same_operations()
    {
        AttentionSpec spec = new ShapeRequest(3, 5, 7)
        {
            Heads = 2,
            DV = 11,
            KeyValueLength = 13,
            ContextWidth = 17,
            OutputProjection = true,
            OutputWidth = 19,
        }.ToSpec();

        AttentionSpec grouped = spec with { Heads = 6 };
        AttentionShape groupedShape = s_shape with { Heads = 6, KeyValueHeads = 2 };

        Assert.Equal(groupedShape.AttendFlops, Flops.Attention(grouped));
        Assert.Equal(groupedShape.ForwardFlops, Flops.Attention(grouped) + Flops.Projection(grouped));
        Assert.Equal(s_shape.AttendFlops, Flops.Attention(spec));
        Assert.Equal(s_shape.ForwardFlops, Flops.Attention(spec) + Flops.Projection(spec));
        Assert.Equal(
            (s_shape with { OutputProjection = false }).ForwardFlops,
            Flops.Attention(spec) + Flops.Projection(spec with { OutputProjection = false }));
    }
}
