using System.Numerics.Tensors;
using AttnGen.Generated;
using AttnGen.Tests.Kernels.Problems;
using Xunit;

namespace AttnGen.Tests.Runtime.Tensors;

/// <summary>Weights from tensors: copied from wherever they lie, and each dimension checked.</summary>
public sealed class WeightTensorsTests
{
    private static readonly AttentionShape s_shape = new(5, 14, 3)
    {
        Heads = 4, KeyValueHeads = 2, DV = 6, KeyValueLength = 9, ContextWidth = 11, Bias = true, OutputProjection = true, OutputWidth = 7,
        RelativeBias = true, Sink = SinkKind.Learned,
    };

    private static readonly AttentionWeights s_weights = AttentionWeights.CreateRandom(s_shape, seed: 1);

    [Theory]
    [InlineData(WeightLayout.InputByOutput)]
    [InlineData(WeightLayout.OutputByInput)]
    public void Every_part_is_copied(WeightLayout layout)
    {
        AttentionWeights expected = layout == WeightLayout.OutputByInput ? WeightTools.Transposed(s_shape, s_weights) : s_weights;

        AttentionWeights copied = Of(expected).ToWeights(s_shape);

        AssertSame(expected, copied);
        Guard.Weights(s_shape, copied);
        Assert.False(copied.Query.Span.Overlaps(expected.Query.Span));
    }

    [Fact]
    public void Views_that_do_not_lie_dense_are_copied_in_their_order()
    {
        // [in, out] seen as [out, in], by strides.
        AttentionWeights transposed = WeightTools.Transposed(s_shape, s_weights);
        WeightTensors tensors = Of(transposed);
        var views = new WeightTensors
        {
            Query = new ReadOnlyTensorSpan<float>(s_weights.Query.Span, [12, 14], [1, 12]),
            Key = tensors.Key,
            Value = tensors.Value,
            Output = tensors.Output,
            RelativeBias = tensors.RelativeBias,
            Sink = tensors.Sink,
            Layout = WeightLayout.OutputByInput,
        };

        Assert.Equal(transposed.Query.ToArray(), views.ToWeights(s_shape).Query.ToArray());
    }

    [Fact]
    public void Parts_that_are_left_out_stay_empty()
    {
        WeightTensors tensors = Of(s_weights);
        AttentionShape shape = s_shape with { Bias = false, OutputProjection = false, RelativeBias = false, Sink = SinkKind.None };

        AttentionWeights copied = new WeightTensors { Query = tensors.Query, Key = tensors.Key, Value = tensors.Value }.ToWeights(shape);

        Guard.Weights(shape, copied);
        Assert.Throws<ArgumentNullException>(() => default(WeightTensors).ToWeights(null!));
    }

    [Theory]
    [InlineData("Query", "[14, 12], dModel × heads·dK, but has [2, 3].")]
    [InlineData("Key", "[11, 6], contextWidth × keyValueHeads·dK, but has [2, 3].")]
    [InlineData("Value", "[11, 12], contextWidth × keyValueHeads·dV, but has [2, 3].")]
    [InlineData("Output", "[24, 7], heads·dV × outputWidth, but has [2, 3].")]
    [InlineData("QueryBias", "[12], heads·dK, but has [2, 3].")]
    [InlineData("KeyBias", "[6], keyValueHeads·dK, but has [2, 3].")]
    [InlineData("ValueBias", "[12], keyValueHeads·dV, but has [2, 3].")]
    [InlineData("OutputBias", "[7], outputWidth, but has [2, 3].")]
    [InlineData("RelativeBias", "[4, 13], heads × (n + keyValueLength − 1), but has [2, 3].")]
    [InlineData("Sink", "[4], heads, but has [2, 3].")]
    public void A_tensor_of_other_dimensions_is_refused(string name, string message)
    {
        ArgumentException refusal = Assert.Throws<ArgumentException>(() => Replaced(Of(s_weights), name).ToWeights(s_shape));

        Assert.Equal(name, refusal.ParamName);
        Assert.StartsWith($"{name} must have the dimensions {message}", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(WeightLayout.InputByOutput, "[14, 12], dModel × heads·dK, but has [12, 14].", WeightLayout.OutputByInput)]
    [InlineData(WeightLayout.OutputByInput, "[12, 14], heads·dK × dModel, but has [14, 12].", WeightLayout.InputByOutput)]
    public void A_matrix_of_the_other_layout_is_refused_with_a_hint(WeightLayout layout, string message, WeightLayout hint)
    {
        AttentionWeights other = layout == WeightLayout.InputByOutput ? WeightTools.Transposed(s_shape, s_weights) : s_weights;
        ArgumentException refusal = Assert.Throws<ArgumentException>(
            () => Of(WeightTools.With(other, layout: layout), other.Layout).ToWeights(s_shape));

        Assert.StartsWith(
            $"Query must have the dimensions {message} It fits the other way round: set Layout to {hint}.",
            refusal.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_matrix_is_refused_by_name() => Assert.StartsWith(
        "Query must have the dimensions [14, 12], dModel × heads·dK, but has [].",
        Assert.Throws<ArgumentException>(() => default(WeightTensors).ToWeights(s_shape)).Message,
        StringComparison.Ordinal);

    private static WeightTensors Of(AttentionWeights weights) => Of(weights, weights.Layout);

    private static WeightTensors Of(AttentionWeights weights, WeightLayout stored)
    {
        bool transposed = stored == WeightLayout.OutputByInput;
        return new WeightTensors
        {
            Query = new(weights.Query.Span, transposed ? [12, 14] : [14, 12]),
            Key = new(weights.Key.Span, transposed ? [6, 11] : [11, 6]),
            Value = new(weights.Value.Span, transposed ? [12, 11] : [11, 12]),
            Output = new(weights.Output.Span, transposed ? [7, 24] : [24, 7]),
            QueryBias = new(weights.QueryBias.Span),
            KeyBias = new(weights.KeyBias.Span),
            ValueBias = new(weights.ValueBias.Span),
            OutputBias = new(weights.OutputBias.Span),
            RelativeBias = new(weights.RelativeBias.Span, [4, 13]),
            Sink = new(weights.Sink.Span),
            Layout = weights.Layout,
        };
    }

    private static WeightTensors Replaced(WeightTensors tensors, string name)
    {
        return new WeightTensors
        {
            Query = Pick(tensors.Query, "Query"),
            Key = Pick(tensors.Key, "Key"),
            Value = Pick(tensors.Value, "Value"),
            Output = Pick(tensors.Output, "Output"),
            QueryBias = Pick(tensors.QueryBias, "QueryBias"),
            KeyBias = Pick(tensors.KeyBias, "KeyBias"),
            ValueBias = Pick(tensors.ValueBias, "ValueBias"),
            OutputBias = Pick(tensors.OutputBias, "OutputBias"),
            RelativeBias = Pick(tensors.RelativeBias, "RelativeBias"),
            Sink = Pick(tensors.Sink, "Sink"),
            Layout = tensors.Layout,
        };

        ReadOnlyTensorSpan<float> Pick(ReadOnlyTensorSpan<float> tensor, string part) => part == name ? new(new float[6], [2, 3]) : tensor;
    }

    private static void AssertSame(AttentionWeights expected, AttentionWeights actual)
    {
        Assert.Equal(expected.Query.ToArray(), actual.Query.ToArray());
        Assert.Equal(expected.Key.ToArray(), actual.Key.ToArray());
        Assert.Equal(expected.Value.ToArray(), actual.Value.ToArray());
        Assert.Equal(expected.Output.ToArray(), actual.Output.ToArray());
        Assert.Equal(expected.QueryBias.ToArray(), actual.QueryBias.ToArray());
        Assert.Equal(expected.KeyBias.ToArray(), actual.KeyBias.ToArray());
        Assert.Equal(expected.ValueBias.ToArray(), actual.ValueBias.ToArray());
        Assert.Equal(expected.OutputBias.ToArray(), actual.OutputBias.ToArray());
        Assert.Equal(expected.RelativeBias.ToArray(), actual.RelativeBias.ToArray());
        Assert.Equal(expected.Sink.ToArray(), actual.Sink.ToArray());
        Assert.Equal(expected.Layout, actual.Layout);
    }
}
