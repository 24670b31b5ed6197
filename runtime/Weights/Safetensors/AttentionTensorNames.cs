using System.Globalization;

namespace AttnGen;

/// <summary>
/// The table from the matrices of one attention layer to the names that a model's file gives them. A name that is null is not in the
/// file. <c>{layer}</c> in a name stands for the number of the layer, which <see cref="ForLayer"/> puts in.
/// </summary>
/// <example>
/// <code>
/// var names = new AttentionTensorNames
/// {
///     Query = "decoder.{layer}.q.weight", Key = "decoder.{layer}.k.weight", Value = "decoder.{layer}.v.weight",
///     Output = "decoder.{layer}.o.weight",
/// };
/// AttentionWeights third = file.ReadAttention(Decoder.Shape, names.ForLayer(2));
/// </code>
/// </example>
public sealed record AttentionTensorNames
{
    /// <summary>What <see cref="ForLayer"/> puts a number in the place of.</summary>
    internal const string Layer = "{layer}";

    /// <summary>The name of W_Q.</summary>
    public string? Query { get; init; }

    /// <summary>The name of W_K.</summary>
    public string? Key { get; init; }

    /// <summary>The name of W_V.</summary>
    public string? Value { get; init; }

    /// <summary>The name of one tensor that holds W_Q, W_K and W_V. It takes the place of the three names.</summary>
    public string? QueryKeyValue { get; init; }

    /// <summary>The name of W_O. A shape without the output projection does not read it.</summary>
    public string? Output { get; init; }

    /// <summary>The name of the query projection's bias. Without one it is zero.</summary>
    public string? QueryBias { get; init; }

    /// <summary>The name of the key projection's bias. Without one it is zero.</summary>
    public string? KeyBias { get; init; }

    /// <summary>The name of the value projection's bias. Without one it is zero.</summary>
    public string? ValueBias { get; init; }

    /// <summary>The name of one tensor that holds the three biases. It takes the place of the three names.</summary>
    public string? QueryKeyValueBias { get; init; }

    /// <summary>How the heads lie in <see cref="QueryKeyValue"/> and <see cref="QueryKeyValueBias"/>.</summary>
    public FusedOrder QueryKeyValueOrder { get; init; }

    /// <summary>The name of the output projection's bias. Without one it is zero. A shape without the projection does not read it.</summary>
    public string? OutputBias { get; init; }

    /// <summary>The name of the learned sinks, one logit a head, for a shape with <see cref="SinkKind.Learned"/>.</summary>
    public string? Sink { get; init; }

    /// <summary>
    /// The name of the relative bias, [heads, n + keyValueLength − 1] as <see cref="AttentionWeights{TNumber}.RelativeBias"/> has it, for a shape with
    /// <see cref="AttentionShape.RelativeBias"/>.
    /// </summary>
    public string? RelativeBias { get; init; }

    /// <summary>How the matrices are stored: [out, in] by default, as PyTorch's <c>Linear</c> has them.</summary>
    public WeightLayout Layout { get; init; } = WeightLayout.OutputByInput;

    /// <summary>BERT and its kin as Hugging Face names them: <c>encoder.layer.{layer}.attention.self.query.weight</c> and its fellows.</summary>
    public static AttentionTensorNames Bert { get; } = new()
    {
        Query = "encoder.layer.{layer}.attention.self.query.weight",
        Key = "encoder.layer.{layer}.attention.self.key.weight",
        Value = "encoder.layer.{layer}.attention.self.value.weight",
        Output = "encoder.layer.{layer}.attention.output.dense.weight",
        QueryBias = "encoder.layer.{layer}.attention.self.query.bias",
        KeyBias = "encoder.layer.{layer}.attention.self.key.bias",
        ValueBias = "encoder.layer.{layer}.attention.self.value.bias",
        OutputBias = "encoder.layer.{layer}.attention.output.dense.bias",
    };

    /// <summary>
    /// Llama, Mistral and their kin as Hugging Face names them: <c>model.layers.{layer}.self_attn.q_proj.weight</c> …, no biases. Their
    /// RoPE is <see cref="RopePairing.HalfSplit"/>.
    /// </summary>
    public static AttentionTensorNames Llama { get; } = new()
    {
        Query = "model.layers.{layer}.self_attn.q_proj.weight",
        Key = "model.layers.{layer}.self_attn.k_proj.weight",
        Value = "model.layers.{layer}.self_attn.v_proj.weight",
        Output = "model.layers.{layer}.self_attn.o_proj.weight",
    };

    /// <summary>
    /// GPT-NeoX and Pythia as Hugging Face names them: <c>gpt_neox.layers.{layer}.attention.query_key_value.weight</c> …, one matrix for all
    /// three, head by head. Their RoPE is <see cref="RopePairing.HalfSplit"/>.
    /// </summary>
    public static AttentionTensorNames GptNeoX { get; } = new()
    {
        QueryKeyValue = "gpt_neox.layers.{layer}.attention.query_key_value.weight",
        QueryKeyValueBias = "gpt_neox.layers.{layer}.attention.query_key_value.bias",
        QueryKeyValueOrder = FusedOrder.HeadByHead,
        Output = "gpt_neox.layers.{layer}.attention.dense.weight",
        OutputBias = "gpt_neox.layers.{layer}.attention.dense.bias",
    };

    /// <summary>GPT-2 as Hugging Face names it: <c>h.{layer}.attn.c_attn.weight</c>, one matrix for all three, stored [in, out].</summary>
    public static AttentionTensorNames Gpt2 { get; } = new()
    {
        QueryKeyValue = "h.{layer}.attn.c_attn.weight",
        QueryKeyValueBias = "h.{layer}.attn.c_attn.bias",
        Output = "h.{layer}.attn.c_proj.weight",
        OutputBias = "h.{layer}.attn.c_proj.bias",
        Layout = WeightLayout.InputByOutput,
    };

    /// <summary>The vision transformers of timm: <c>blocks.{layer}.attn.qkv.weight</c> and <c>blocks.{layer}.attn.proj.weight</c>.</summary>
    public static AttentionTensorNames VisionTransformer { get; } = new()
    {
        QueryKeyValue = "blocks.{layer}.attn.qkv.weight",
        QueryKeyValueBias = "blocks.{layer}.attn.qkv.bias",
        Output = "blocks.{layer}.attn.proj.weight",
        OutputBias = "blocks.{layer}.attn.proj.bias",
    };

    /// <summary>The parameters of PyTorch's <c>nn.MultiheadAttention</c>, saved by itself: <c>in_proj_weight</c>, <c>out_proj.weight</c> ….</summary>
    public static AttentionTensorNames MultiheadAttention { get; } = new()
    {
        QueryKeyValue = "in_proj_weight",
        QueryKeyValueBias = "in_proj_bias",
        Output = "out_proj.weight",
        OutputBias = "out_proj.bias",
    };

    /// <summary>The same names with the number of a layer in the place of <c>{layer}</c>.</summary>
    /// <param name="layer">The number; most models count from 0.</param>
    /// <returns>The names.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="layer"/> is negative.</exception>
    public AttentionTensorNames ForLayer(int layer)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(layer);
        string number = layer.ToString(CultureInfo.InvariantCulture);
        return Each(name => name.Replace(Layer, number, StringComparison.Ordinal));
    }

    /// <summary>The same names with a text before each, such as <c>bert.</c> where the layers are part of a larger model.</summary>
    /// <param name="prefix">The text, with its dot.</param>
    /// <returns>The names.</returns>
    public AttentionTensorNames WithPrefix(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        return Each(name => prefix + name);
    }

    /// <summary>The names that are given.</summary>
    internal IEnumerable<string> All
    {
        get
        {
            string?[] all =
            [
                Query, Key, Value, QueryKeyValue, Output, QueryBias, KeyBias, ValueBias, QueryKeyValueBias, OutputBias, Sink, RelativeBias,
            ];
            return all.OfType<string>();
        }
    }

    private AttentionTensorNames Each(Func<string, string> change)
    {
        return this with
        {
            Query = Change(Query),
            Key = Change(Key),
            Value = Change(Value),
            QueryKeyValue = Change(QueryKeyValue),
            Output = Change(Output),
            QueryBias = Change(QueryBias),
            KeyBias = Change(KeyBias),
            ValueBias = Change(ValueBias),
            QueryKeyValueBias = Change(QueryKeyValueBias),
            OutputBias = Change(OutputBias),
            Sink = Change(Sink),
            RelativeBias = Change(RelativeBias),
        };

        string? Change(string? name) => name is null ? null : change(name);
    }
}
