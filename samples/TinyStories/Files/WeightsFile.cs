using System.Buffers.Binary;

namespace TinyStories;

/// <summary>
/// Reads weights in llama2.c's format, version 0: seven 32-bit integers, then one float matrix after the other, each for all layers, all
/// little-endian.
/// </summary>
internal sealed class WeightsFile
{
    private const int HeaderBytes = 7 * sizeof(int);
    private const int KeyWidth = ModelSize.KeyValueHeads * ModelSize.HeadSize;

    private const int LayerFloats =
        (2 * ModelSize.Width * (1 + ModelSize.Width + KeyWidth)) + (3 * ModelSize.Width * ModelSize.Hidden);

    /// <summary>Two tables of the angles' cosines and sines at the end, which nobody reads any more: the kernel makes its own.</summary>
    private const int TableFloats = ModelSize.MaxTokens * ModelSize.HeadSize;

    private const int FileBytes =
        HeaderBytes + (sizeof(float) * (((ModelSize.Vocabulary + 1) * ModelSize.Width) + (ModelSize.Layers * LayerFloats) + TableFloats));

    private static readonly (string Name, int Size)[] Sizes =
    [
        ("the width", ModelSize.Width),
        ("the hidden width", ModelSize.Hidden),
        ("the number of layers", ModelSize.Layers),
        ("the number of heads", ModelSize.Heads),
        ("the number of key/value heads", ModelSize.KeyValueHeads),
        ("the size of the vocabulary", ModelSize.Vocabulary),
        ("the longest text", ModelSize.MaxTokens),
    ];

    private readonly string _name;
    private readonly ReadOnlyMemory<byte> _bytes;
    private int _next = HeaderBytes;

    private WeightsFile(string name, ReadOnlyMemory<byte> bytes)
    {
        _name = name;
        _bytes = bytes;
        CheckSizes();
    }

    /// <summary>Reads the weights.</summary>
    /// <param name="name">What to call the file when something is wrong with it.</param>
    /// <param name="bytes">Its contents.</param>
    /// <exception cref="FileUnusableException">It holds another model, or is not as long as this one.</exception>
    public static ModelWeights Read(string name, ReadOnlyMemory<byte> bytes)
    {
        var file = new WeightsFile(name, bytes);
        ReadOnlyMemory<float> embedding = file.Take(ModelSize.Vocabulary * ModelSize.Width);
        ReadOnlyMemory<float>[] attentionNorm = file.TakeLayers(ModelSize.Width);
        ReadOnlyMemory<float>[] query = file.TakeLayers(ModelSize.Width * ModelSize.Width);
        ReadOnlyMemory<float>[] key = file.TakeLayers(KeyWidth * ModelSize.Width);
        ReadOnlyMemory<float>[] value = file.TakeLayers(KeyWidth * ModelSize.Width);
        ReadOnlyMemory<float>[] output = file.TakeLayers(ModelSize.Width * ModelSize.Width);
        ReadOnlyMemory<float>[] feedForwardNorm = file.TakeLayers(ModelSize.Width);
        ReadOnlyMemory<float>[] gate = file.TakeLayers(ModelSize.Hidden * ModelSize.Width);
        ReadOnlyMemory<float>[] down = file.TakeLayers(ModelSize.Width * ModelSize.Hidden);
        ReadOnlyMemory<float>[] up = file.TakeLayers(ModelSize.Hidden * ModelSize.Width);
        ReadOnlyMemory<float> finalNorm = file.Take(ModelSize.Width);

        return new ModelWeights
        {
            Embedding = embedding,
            Layers =
            [
                .. Enumerable.Range(0, ModelSize.Layers).Select(layer => new LayerWeights
                {
                    AttentionNorm = attentionNorm[layer],
                    Query = query[layer],
                    Key = key[layer],
                    Value = value[layer],
                    Output = output[layer],
                    FeedForwardNorm = feedForwardNorm[layer],
                    Gate = gate[layer],
                    Down = down[layer],
                    Up = up[layer],
                }),
            ],
            FinalNorm = finalNorm,
        };
    }

    private void CheckSizes()
    {
        if (_bytes.Length < HeaderBytes)
        {
            throw new FileUnusableException($"{_name} is no model: it has {_bytes.Length} bytes, and its header alone {HeaderBytes}.");
        }

        for (int i = 0; i < Sizes.Length; i++)
        {
            int size = BinaryPrimitives.ReadInt32LittleEndian(_bytes.Span[(i * sizeof(int))..]);
            if (size != Sizes[i].Size)
            {
                throw new FileUnusableException(
                    $"{_name} holds another model: {Sizes[i].Name} is {size} there, and {Sizes[i].Size} in the kernel that was compiled "
                    + "(samples/TinyStories/Model/ModelSize.cs).");
            }
        }

        if (_bytes.Length != FileBytes)
        {
            string what = _bytes.Length < FileBytes ? "is cut off" : "is too long";
            throw new FileUnusableException($"{_name} {what}: it has {_bytes.Length} bytes, and the model {FileBytes}.");
        }
    }

    private ReadOnlyMemory<float>[] TakeLayers(int length) =>
        [.. Enumerable.Range(0, ModelSize.Layers).Select(_ => Take(length))];

    private ReadOnlyMemory<float> Take(int length)
    {
        ReadOnlySpan<byte> span = _bytes.Span.Slice(_next, length * sizeof(float));
        _next += span.Length;
        var floats = new float[length];
        for (int i = 0; i < length; i++)
        {
            floats[i] = BinaryPrimitives.ReadSingleLittleEndian(span[(i * sizeof(float))..]);
        }

        return floats;
    }
}
