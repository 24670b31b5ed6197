using System.Text.Json;

namespace AttnGen.Tests.Kernels.Conformance;

/// <summary>
/// One case of ONNX's operator <c>Attention</c>: its attributes and tensors, and the shape of the kernel that computes it. Keys and values
/// of the past come in front of the new ones.
/// </summary>
internal sealed class OnnxCase
{
    private readonly JsonElement _attributes;
    private readonly string _folder;
    private readonly JsonElement _inputs;
    private readonly JsonElement _outputs;

    public OnnxCase(string folder)
    {
        _folder = folder;
        JsonElement root = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "case.json"))).RootElement;
        _attributes = root.GetProperty("attributes");
        _inputs = root.GetProperty("inputs");
        _outputs = root.GetProperty("outputs");
        Query = Input("Q")!;
        Key = Input("K")!;
        Value = Input("V")!;
        PastKey = Input("past_key");
        PastValue = Input("past_value");
        Mask = Input("attn_mask");
        Lengths = Input("nonpad_kv_seqlen")?.Integers();
        Shape = FindShape();
    }

    public OnnxTensor Query { get; }

    public OnnxTensor Key { get; }

    public OnnxTensor Value { get; }

    public OnnxTensor? PastKey { get; }

    public OnnxTensor? PastValue { get; }

    public OnnxTensor? Mask { get; }

    /// <summary>The real keys of each entry of the batch; null for all of them.</summary>
    public long[]? Lengths { get; }

    public AttentionShape Shape { get; }

    public int Batch => Query.Shape[0];

    public int Past => PastKey?.Shape[2] ?? 0;

    /// <summary>Whether operands are [batch, heads, tokens, size], else [batch, tokens, heads · size].</summary>
    public bool IsHeadMajor => Query.Shape.Length == 4;

    /// <summary>The step after which scores are asked for: 3 are the attention weights.</summary>
    public int ScoreMode => _attributes.TryGetProperty("qk_matmul_output_mode", out JsonElement mode) ? mode.GetInt32() : 0;

    public OnnxTensor? Output(string name) =>
        _outputs.TryGetProperty(name, out JsonElement description) ? new OnnxTensor(_folder, description) : null;

    private OnnxTensor? Input(string name) =>
        _inputs.TryGetProperty(name, out JsonElement description) ? new OnnxTensor(_folder, description) : null;

    private AttentionShape FindShape()
    {
        int heads = IsHeadMajor ? Query.Shape[1] : Attribute("q_num_heads");
        int keyHeads = IsHeadMajor ? Key.Shape[1] : Attribute("kv_num_heads");
        int dK = IsHeadMajor ? Query.Shape[3] : Query.Shape[2] / heads;
        int dV = IsHeadMajor ? Value.Shape[3] : Value.Shape[2] / keyHeads;
        int queries = IsHeadMajor ? Query.Shape[2] : Query.Shape[1];
        int keys = Past + (IsHeadMajor ? Key.Shape[2] : Key.Shape[1]);
        bool causal = _attributes.TryGetProperty("is_causal", out JsonElement value) && value.GetInt32() == 1;

        // A query's place is its number behind the past; with real lengths, the last query stands at the last real key.
        CausalAlignment alignment = !causal || Past > 0 ? CausalAlignment.None
            : Lengths is null ? CausalAlignment.TopLeft : CausalAlignment.BottomRight;
        return new AttentionShape(queries, 8, dK)
        {
            Heads = heads,
            KeyValueHeads = keyHeads,
            DV = dV,
            KeyValueLength = keys,
            Layout = IsHeadMajor ? HeadLayout.HeadMajor : HeadLayout.TokenMajor,
            Scale = _attributes.TryGetProperty("scale", out JsonElement scale) ? scale.GetDouble() : 1 / Math.Sqrt(dK),
            Softcap = _attributes.TryGetProperty("softcap", out JsonElement cap) ? cap.GetDouble() : 0,
            Causal = alignment,
            LeftWindow = _attributes.TryGetProperty("left_window_size", out JsonElement left) ? left.GetInt32() : -1,
            RightWindow = causal && Past > 0 ? Past : -1,
            Mask = Mask is null ? MaskKind.None : Mask.IsBoolean ? MaskKind.Boolean : MaskKind.Additive,
            Element = Query.IsHalf ? ElementType.Float16 : ElementType.Float32,
            Scores = Output("qk_matmul_output") is null || ScoreMode == 3 ? ScoreStage.None : (ScoreStage)(ScoreMode + 1),
        };
    }

    private int Attribute(string name) => _attributes.GetProperty(name).GetInt32();
}
