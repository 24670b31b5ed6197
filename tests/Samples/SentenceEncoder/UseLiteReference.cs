using System.Text.Json;
using AttnGen.Tests.Harness;
using Xunit;

namespace AttnGen.Tests.Samples;

/// <summary>What the original graph gave for five sentences: ids, embeddings and, for one of them, the tensors around each attention.</summary>
internal sealed class UseLiteReference
{
    private const string Stack = "module_apply_default/Encoder_en/KonaTransformer/Encode/TransformerStack/";

    private readonly Dictionary<string, float[]> _tensors = new(StringComparer.Ordinal);

    private UseLiteReference(JsonElement root)
    {
        foreach (JsonElement sentence in root.GetProperty("sentences").EnumerateArray())
        {
            Sentences.Add(new Sentence(
                sentence.GetProperty("text").GetString()!,
                [.. sentence.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())],
                Floats(sentence.GetProperty("embedding"))));
        }

        string inner = root.GetProperty("intermediates_for").GetString()!;
        Inner = Sentences.Single(sentence => sentence.Text == inner);
        foreach (JsonProperty tensor in root.GetProperty("intermediates").EnumerateObject())
        {
            _tensors[tensor.Name] = Floats(tensor.Value.GetProperty("data"));
        }
    }

    public List<Sentence> Sentences { get; } = [];

    /// <summary>The sentence of the inner tensors.</summary>
    public Sentence Inner { get; }

    /// <summary>Q · scale, [heads, tokens, dK].</summary>
    public float[] ScaledQuery(int layer) => Tensor(layer, "mul");

    /// <summary>K, [heads, tokens, dK].</summary>
    public float[] Key(int layer) => Tensor(layer, "split_heads_1/transpose");

    /// <summary>V, [heads, tokens, dV].</summary>
    public float[] Value(int layer) => Tensor(layer, "split_heads_2/transpose");

    /// <summary>softmax(scale · Q·Kᵀ)·V, [heads, tokens, dV].</summary>
    public float[] Attended(int layer) => Tensor(layer, "DotProductAttention/BaseDotProductAttention/MatMul_1");

    /// <summary>Reads the reference, or skips the test with the reason.</summary>
    public static UseLiteReference OrSkip()
    {
        string data = Environment.GetEnvironmentVariable("ATTNGEN_DATA") is { Length: > 0 } given
            ? given
            : Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "data"));
        string path = Path.Combine(data, "use-lite", "reference_tfjs.json");
        Assert.SkipUnless(File.Exists(path), $"There is no {path}: put the reference data there, or set ATTNGEN_DATA to its folder.");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        return new UseLiteReference(document.RootElement);
    }

    private float[] Tensor(int layer, string name) => _tensors[$"{Stack}Layer_{layer}/TransformerLayer/MultiheadAttention/{name}"];

    private static float[] Floats(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetSingle())];

    /// <summary>One sentence of the reference.</summary>
    internal sealed record Sentence(string Text, int[] Ids, float[] Embedding);
}
