using AttnGen.Generated;
using AttnGen.Tests.Kernels.Problems;
using Xunit;

namespace AttnGen.Tests.Runtime.Safetensors;

/// <summary>The weights of a layer from a file: every naming, every layout, and what is said of a tensor that is missing or wrong.</summary>
public sealed class AttentionTensorsTests
{
    // No two sizes are equal, so that none can take the place of another.
    private static readonly AttentionShape s_self = new(4, 40, 16) { Heads = 3, DV = 8, Bias = true, OutputProjection = true, OutputWidth = 50 };

    private static readonly AttentionShape s_cross = s_self with { KeyValueLength = 9, ContextWidth = 30 };

    private static readonly AttentionTensorNames s_names = new()
    {
        Query = "q", Key = "k", Value = "v", Output = "o", QueryBias = "qb", KeyBias = "kb", ValueBias = "vb", OutputBias = "ob",
    };

    private static readonly AttentionTensorNames s_fused = new()
    {
        QueryKeyValue = "qkv", QueryKeyValueBias = "qkvb", Output = "o", OutputBias = "ob",
    };

    public static TheoryData<string> Presets => [.. s_presets.Keys];

    private static readonly Dictionary<string, AttentionTensorNames> s_presets = new()
    {
        [nameof(AttentionTensorNames.Bert)] = AttentionTensorNames.Bert,
        [nameof(AttentionTensorNames.Llama)] = AttentionTensorNames.Llama,
        [nameof(AttentionTensorNames.GptNeoX)] = AttentionTensorNames.GptNeoX,
        [nameof(AttentionTensorNames.Gpt2)] = AttentionTensorNames.Gpt2,
        [nameof(AttentionTensorNames.VisionTransformer)] = AttentionTensorNames.VisionTransformer,
        [nameof(AttentionTensorNames.MultiheadAttention)] = AttentionTensorNames.MultiheadAttention,
    };

    [Fact]
    public void Each_preset_is_in_the_list() => Assert.Equal(
        typeof(AttentionTensorNames).GetProperties().Where(property => property.GetMethod!.IsStatic).Select(property => property.Name).Order(),
        s_presets.Keys.Order());

    [Theory]
    [MemberData(nameof(Presets))]
    public void Each_preset_reads_the_layer_that_is_asked_for(string preset)
    {
        AttentionTensorNames names = s_presets[preset].WithPrefix("model.");
        AttentionShape shape = s_self with { Bias = names.QueryBias is not null || names.QueryKeyValueBias is not null };
        AttentionWeights third = AttentionWeights.CreateRandom(shape, seed: 3);
        var builder = new SafetensorsBuilder();
        for (int layer = 0; layer < (HasLayers(names) ? 5 : 1); layer++)
        {
            AttentionWeights weights = HasLayers(names) && layer != 3 ? AttentionWeights.CreateRandom(shape, layer) : third;
            AttentionTensorWriter.Write(builder, shape, weights, names.ForLayer(layer));
        }

        using SafetensorsFile file = SafetensorsFile.Read(builder.Build());
        AttentionWeights read = file.ReadAttention(shape, names.ForLayer(3));

        AssertSame(names.Layout == WeightLayout.OutputByInput ? WeightTools.Transposed(shape, third) : third, read);
        Guard.Weights(shape, read);
    }

    [Theory]
    [InlineData(WeightLayout.OutputByInput, false)]
    [InlineData(WeightLayout.OutputByInput, true)]
    [InlineData(WeightLayout.InputByOutput, false)]
    [InlineData(WeightLayout.InputByOutput, true)]
    public void Matrices_one_by_one_and_side_by_side_are_read_in_both_layouts(WeightLayout layout, bool fused)
    {
        AttentionWeights weights = AttentionWeights.CreateRandom(s_self, seed: 1);
        AttentionTensorNames names = (fused ? s_fused : s_names) with { Layout = layout };

        AttentionWeights read = Read(s_self, weights, names, names);

        AssertSame(layout == WeightLayout.OutputByInput ? WeightTools.Transposed(s_self, weights) : weights, read);
    }

    [Theory]
    [InlineData(WeightLayout.OutputByInput, 6, 6)]
    [InlineData(WeightLayout.OutputByInput, 6, 2)]
    [InlineData(WeightLayout.OutputByInput, 6, 1)]
    [InlineData(WeightLayout.InputByOutput, 6, 6)]
    [InlineData(WeightLayout.InputByOutput, 6, 2)]
    public void A_matrix_whose_heads_lie_one_by_one_is_taken_apart(WeightLayout layout, int heads, int keyValueHeads)
    {
        AttentionShape shape = s_self with { Heads = heads, KeyValueHeads = keyValueHeads };
        AttentionWeights weights = AttentionWeights.CreateRandom(shape, seed: 1);
        AttentionTensorNames names = s_fused with { Layout = layout, QueryKeyValueOrder = FusedOrder.HeadByHead };

        AttentionWeights read = Read(shape, weights, names, names);

        AssertSame(layout == WeightLayout.OutputByInput ? WeightTools.Transposed(shape, weights) : weights, read);
        Guard.Weights(shape, read);
    }

    [Fact]
    public void Biases_may_be_in_one_tensor_where_matrices_are_not()
    {
        AttentionWeights weights = AttentionWeights.CreateRandom(s_cross, seed: 1);
        AttentionTensorNames names = s_names with { QueryBias = null, KeyBias = null, ValueBias = null, QueryKeyValueBias = "qkvb" };

        AssertSame(WeightTools.Transposed(s_cross, weights), Read(s_cross, weights, names, names));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Heads_that_share_keys_and_values_have_narrower_matrices(bool fused)
    {
        AttentionShape shape = s_self with { Heads = 6, KeyValueHeads = 2 };
        AttentionTensorNames names = fused ? s_fused : s_names;
        AttentionWeights weights = AttentionWeights.CreateRandom(shape, seed: 1);

        AttentionWeights read = Read(shape, weights, names, names);

        AssertSame(WeightTools.Transposed(shape, weights), read);
        Guard.Weights(shape, read);
        AssertRefused(
            () => Read(s_self with { Heads = 6 }, AttentionWeights.CreateRandom(s_self with { Heads = 6 }, seed: 1), s_names, s_names, shape),
            "Tensor 'k' must have the shape [32, 40], keyValueHeads·dK × dModel, for this kernel, but has [96, 40].");
    }

    [Fact]
    public void Sinks_and_relative_biases_are_read_where_the_shape_has_them()
    {
        AttentionShape shape = s_self with { Sink = SinkKind.Learned, RelativeBias = true };
        AttentionTensorNames names = s_names with { Sink = "sinks", RelativeBias = "distances" };
        AttentionWeights weights = AttentionWeights.CreateRandom(shape, seed: 1);

        AssertSame(WeightTools.Transposed(shape, weights), Read(shape, weights, names, names));
        AssertRefused(
            () => Read(shape, weights, names, names, shape with { Sink = SinkKind.None }),
            "The file has the sinks 'sinks', but the shape does not use it: set Sink = SinkKind.Learned in its attribute.");
        AssertRefused(
            () => Read(shape, weights, names, names, shape with { RelativeBias = false }),
            "The file has the relative bias 'distances', but the shape does not use it: set RelativeBias = true in its attribute.");
        Guard.Weights(s_self, Read(shape, weights, names, s_names, s_self));
        ArgumentException refusal = Assert.Throws<ArgumentException>(() => Read(shape, weights, names, names with { Sink = null }));
        Assert.StartsWith("Sink has no name, but the shape needs it.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_and_values_from_a_context_have_its_width()
    {
        AttentionWeights weights = AttentionWeights.CreateRandom(s_cross, seed: 1);

        AssertSame(WeightTools.Transposed(s_cross, weights), Read(s_cross, weights, s_names, s_names));
    }

    [Fact]
    public void Biases_without_a_name_are_zero()
    {
        AttentionWeights weights = AttentionWeights.CreateRandom(s_self, seed: 1);

        AttentionWeights read = Read(s_self, weights, s_names, s_names with { KeyBias = null, OutputBias = null });

        ReadOnlyMemory<float> none = default;
        AssertSame(WeightTools.With(WeightTools.Transposed(s_self, weights), keyBias: none, outputBias: none), read);
        Guard.Weights(s_self, read);
    }

    [Fact]
    public void The_output_is_left_where_the_shape_has_none()
    {
        AttentionWeights weights = AttentionWeights.CreateRandom(s_self, seed: 1);
        AttentionShape shape = s_self with { OutputProjection = false };

        AttentionWeights read = Read(s_self, weights, s_names, s_names, shape);

        Assert.True(read.Output.IsEmpty && read.OutputBias.IsEmpty);
        Guard.Weights(shape, read);
    }

    [Theory]
    [InlineData("q", "qb")]
    [InlineData("qkv", "qkvb")]
    public void Biases_that_the_shape_would_ignore_are_refused(string matrix, string bias)
    {
        AttentionTensorNames names = matrix == "q" ? s_names : s_fused;
        AttentionWeights weights = AttentionWeights.CreateRandom(s_self, seed: 1);
        AttentionShape shape = s_self with { Bias = false };

        AssertRefused(
            () => Read(s_self, weights, names, names, shape),
            $"The file has the bias '{bias}', but the shape does not use it: set Bias = true in its attribute.");
        AttentionTensorNames without = names with { QueryBias = null, KeyBias = null, ValueBias = null, QueryKeyValueBias = null };
        AssertRefused(
            () => Read(s_self, weights, names, without, shape),
            "The file has the bias 'ob', but the shape does not use it: set Bias = true in its attribute.");
        AttentionShape heads = shape with { OutputProjection = false };
        Guard.Weights(heads, Read(s_self, weights, names, without, heads));
        Guard.Weights(shape, Read(s_self, weights, names, without with { OutputBias = null }, shape));
    }

    [Theory]
    [InlineData("q_proj", "QueryBias")]
    [InlineData("k_proj", "KeyBias")]
    [InlineData("v_proj", "ValueBias")]
    [InlineData("o_proj", "OutputBias")]
    public void A_bias_that_no_name_leads_to_is_refused(string part, string property)
    {
        AttentionTensorNames names = AttentionTensorNames.Llama.ForLayer(0);
        AttentionWeights weights = AttentionWeights.CreateRandom(s_self, seed: 1);
        string bias = $"model.layers.0.self_attn.{part}.bias";
        var builder = new SafetensorsBuilder().Floats(bias, new float[48], 48);
        AttentionTensorWriter.Write(builder, s_self, weights, names);
        using SafetensorsFile file = SafetensorsFile.Read(builder.Build());

        AssertRefused(
            () => file.ReadAttention(s_self, names),
            $"The file has '{bias}' beside 'model.layers.0.self_attn.{part}.weight', but the names do not: set {property}.");
        AttentionShape heads = s_self with { OutputProjection = false };
        if (part == "o_proj")
        {
            Guard.Weights(heads, file.ReadAttention(heads, names));
        }
    }

    [Fact]
    public void A_bias_of_a_fused_matrix_that_no_name_leads_to_is_refused()
    {
        AttentionTensorNames names = AttentionTensorNames.VisionTransformer.ForLayer(0);
        AttentionWeights weights = AttentionWeights.CreateRandom(s_self, seed: 1);

        AssertRefused(
            () => Read(s_self, weights, names, names with { QueryKeyValueBias = null }),
            "The file has 'blocks.0.attn.qkv.bias' beside 'blocks.0.attn.qkv.weight', but the names do not: set QueryKeyValueBias.");
    }

    [Theory]
    [InlineData("q", "[48, 40], heads·dK × dModel,")]
    [InlineData("k", "[48, 30], heads·dK × contextWidth,")]
    [InlineData("v", "[24, 30], heads·dV × contextWidth,")]
    [InlineData("o", "[50, 24], outputWidth × heads·dV,")]
    [InlineData("qb", "[48], heads·dK,")]
    [InlineData("kb", "[48], heads·dK,")]
    [InlineData("vb", "[24], heads·dV,")]
    [InlineData("ob", "[50], outputWidth,")]
    public void A_tensor_of_another_shape_is_refused_with_both_shapes(string name, string expected)
    {
        AttentionWeights weights = AttentionWeights.CreateRandom(s_cross, seed: 1);
        AttentionTensorNames wrong = Renamed(name, name + "_right");
        var builder = new SafetensorsBuilder().Floats(name, new float[7], 1, 7);
        AttentionTensorWriter.Write(builder, s_cross, weights, wrong);

        AssertRefused(
            () => SafetensorsFile.Read(builder.Build()).ReadAttention(s_cross, s_names),
            $"Tensor '{name}' must have the shape {expected} for this kernel, but has [1, 7].");
    }

    [Theory]
    [InlineData("q")]
    [InlineData("k")]
    [InlineData("v")]
    [InlineData("o")]
    [InlineData("qb")]
    [InlineData("kb")]
    [InlineData("vb")]
    [InlineData("ob")]
    public void A_missing_tensor_is_named_with_the_nearest_one(string name)
    {
        AttentionWeights weights = AttentionWeights.CreateRandom(s_cross, seed: 1);
        var builder = new SafetensorsBuilder();
        AttentionTensorWriter.Write(builder, s_cross, weights, Renamed(name, name + "!"));

        AssertRefused(
            () => SafetensorsFile.Read(builder.Build()).ReadAttention(s_cross, s_names),
            $"The file has no tensor '{name}'; the nearest of its 8 names: '");
    }

    [Fact]
    public void A_matrix_of_the_other_layout_is_refused_with_a_hint()
    {
        AttentionWeights weights = AttentionWeights.CreateRandom(s_self, seed: 1);

        AssertRefused(
            () => Read(s_self, weights, s_names with { Layout = WeightLayout.InputByOutput }, s_names),
            "Tensor 'q' must have the shape [48, 40], heads·dK × dModel, for this kernel, but has [40, 48]. "
            + "It fits the other way round: set Layout to InputByOutput.");
        AssertRefused(
            () => Read(s_self, weights, s_fused, s_fused with { Layout = WeightLayout.InputByOutput }),
            "Tensor 'qkv' must have the shape [40, 120], dModel × heads·dK + heads·dK + heads·dV, for this kernel, but has [120, 40]. "
            + "It fits the other way round: set Layout to OutputByInput.");
    }

    [Fact]
    public void Names_that_lead_nowhere_are_refused()
    {
        AttentionWeights weights = AttentionWeights.CreateRandom(s_cross, seed: 1);

        AssertWrongNames(names => names with { Query = null }, "Query has no name, but the shape needs it.");
        AssertWrongNames(names => names with { Output = null }, "Output has no name, but the shape needs it.");
        AssertWrongNames(names => names with { Layout = (WeightLayout)2 }, "Layout 2 is no WeightLayout.");
        AssertWrongNames(
            names => names with { KeyBias = "layer.{layer}.kb" },
            "The name 'layer.{layer}.kb' holds {layer}: call ForLayer to put the number of the layer in.");
        AssertWrongNames(names => names with { QueryKeyValueOrder = (FusedOrder)2 }, "QueryKeyValueOrder 2 is no FusedOrder.");
        AssertWrongNames(
            names => names with { QueryKeyValue = "qkv", Query = null, Key = null },
            "The names have both QueryKeyValue, 'qkv', and 'v', which would be a part of it: set one to null.");
        AssertWrongNames(
            names => names with { QueryKeyValueBias = "qkvb", QueryBias = null },
            "The names have both QueryKeyValueBias, 'qkvb', and 'kb', which would be a part of it: set one to null.");
        AssertWrongNames(
            names => names with { QueryKeyValue = "qkv", Query = null, Key = null, Value = null },
            "'qkv' cannot hold W_Q, W_K and W_V side by side: the shape's dModel is 40, its contextWidth 30.");
        Assert.Throws<ArgumentOutOfRangeException>(() => s_names.ForLayer(-1));

        void AssertWrongNames(Func<AttentionTensorNames, AttentionTensorNames> change, string message)
        {
            ArgumentException refusal = Assert.Throws<ArgumentException>(() => Read(s_cross, weights, s_names, change(s_names)));
            Assert.Equal("names", refusal.ParamName);
            Assert.StartsWith(message, refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Matrices_of_whole_numbers_are_refused()
    {
        AttentionWeights weights = AttentionWeights.CreateRandom(s_cross, seed: 1);
        var builder = new SafetensorsBuilder().Tensor("q", "I32", new byte[48 * 40 * 4], 48, 40);
        AttentionTensorWriter.Write(builder, s_cross, weights, Renamed("q", "other"));

        AssertRefused(
            () => SafetensorsFile.Read(builder.Build()).ReadAttention(s_cross, s_names), "'q' (I32 [48, 40]) cannot be read as floats");
    }

    private static AttentionTensorNames Renamed(string from, string to)
    {
        return s_names with
        {
            Query = Name(s_names.Query),
            Key = Name(s_names.Key),
            Value = Name(s_names.Value),
            Output = Name(s_names.Output),
            QueryBias = Name(s_names.QueryBias),
            KeyBias = Name(s_names.KeyBias),
            ValueBias = Name(s_names.ValueBias),
            OutputBias = Name(s_names.OutputBias),
        };

        string? Name(string? name) => name == from ? to : name;
    }

    private static bool HasLayers(AttentionTensorNames names) => names.ForLayer(0) != names;

    private static AttentionWeights Read(
        AttentionShape written, AttentionWeights weights, AttentionTensorNames writtenAs, AttentionTensorNames readAs, AttentionShape? shape = null)
    {
        var builder = new SafetensorsBuilder();
        AttentionTensorWriter.Write(builder, written, weights, writtenAs);
        return SafetensorsFile.Read(builder.Build()).ReadAttention(shape ?? written, readAs);
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
        Assert.Equal(expected.Sink.ToArray(), actual.Sink.ToArray());
        Assert.Equal(expected.RelativeBias.ToArray(), actual.RelativeBias.ToArray());
        Assert.Equal(expected.Layout, actual.Layout);
    }

    private static void AssertRefused(Action action, string message) =>
        Assert.StartsWith(message, Assert.Throws<InvalidDataException>(action).Message, StringComparison.Ordinal);
}
