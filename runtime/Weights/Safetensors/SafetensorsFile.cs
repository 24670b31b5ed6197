using System.Diagnostics.CodeAnalysis;

namespace AttnGen;

/// <summary>
/// A file in the safetensors format: eight bytes with the length of a JSON header, the header, which gives each tensor a name, an element
/// type, a shape and a place, and then the elements, row-major and little-endian.
/// </summary>
/// <remarks>
/// The header is read and checked whole when the file is opened; elements are read when they are asked for. Any number of threads may
/// read at once.
/// </remarks>
/// <example>
/// <code>
/// using SafetensorsFile file = SafetensorsFile.Open("model.safetensors");
/// AttentionWeights weights = file.ReadAttention(Encoder.Shape, AttentionTensorNames.Bert.ForLayer(0));
/// </code>
/// </example>
public sealed class SafetensorsFile : IDisposable
{
    private readonly TensorBytes _bytes;
    private readonly Dictionary<string, SafetensorsTensor> _byName;

    private SafetensorsFile(TensorBytes bytes)
    {
        _bytes = bytes;
        SafetensorsHeader header = SafetensorsHeader.Read(bytes);
        Tensors = header.Tensors;
        Metadata = header.Metadata;
        _byName = header.Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
    }

    /// <summary>Every tensor, in the order in which their elements lie in the file.</summary>
    public IReadOnlyList<SafetensorsTensor> Tensors { get; }

    /// <summary>What the file says about itself under <c>__metadata__</c>; empty where it says nothing.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Opens a file of any size. It stays open, and elements are read from it, until it is disposed.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The file with its header read.</returns>
    /// <exception cref="InvalidDataException">It is no safetensors file, or a damaged one.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read, or is a directory.</exception>
    /// <exception cref="NotSupportedException">It is a pipe or another file without a length.</exception>
    public static SafetensorsFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var bytes = new FileBytes(path);
        try
        {
            return new SafetensorsFile(bytes);
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    /// <summary>Takes a file that is in memory already, such as an embedded resource.</summary>
    /// <param name="bytes">The whole file. It must not change as long as tensors are read from it.</param>
    /// <returns>The file with its header read.</returns>
    /// <exception cref="InvalidDataException">It is no safetensors file, or a damaged one.</exception>
    public static SafetensorsFile Read(ReadOnlyMemory<byte> bytes) => new(new MemoryBytes(bytes));

    /// <summary>Finds a tensor that may be missing.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="tensor">The tensor.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetTensor(string name, [NotNullWhen(true)] out SafetensorsTensor? tensor) => _byName.TryGetValue(name, out tensor);

    /// <summary>Finds a tensor.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The tensor.</returns>
    /// <exception cref="InvalidDataException">There is none; the message gives the names that are nearest to it.</exception>
    public SafetensorsTensor GetTensor(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _byName.TryGetValue(name, out SafetensorsTensor? tensor)
            ? tensor
            : throw new InvalidDataException($"The file has no tensor {Shown.Name(name)}; {NearestNames.Sentence(name, _byName.Keys)}");
    }

    /// <summary>Reads the matrices and biases of one attention layer and holds each against the shape.</summary>
    /// <param name="shape">The shape of the kernel that the weights are for.</param>
    /// <param name="names">The names of the tensors, such as <c>AttentionTensorNames.Bert.ForLayer(0)</c>.</param>
    /// <returns>Weights in the layout that <paramref name="names"/> gives.</returns>
    /// <exception cref="ArgumentException">
    /// The names leave a matrix without a tensor, give it two, or leave a <c>{layer}</c> without its number; or the heads of the shape cannot
    /// be shared evenly.
    /// </exception>
    /// <exception cref="InvalidDataException">
    /// A tensor is missing, has another shape than the kernel's needs, or has elements that are no floating-point numbers; or there are
    /// biases, sinks or a relative bias that would be ignored.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The file has been disposed.</exception>
    public AttentionWeights ReadAttention(AttentionShape shape, AttentionTensorNames names)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(names);
        return new AttentionTensorReader(this, shape, names).Read();
    }

    /// <summary>Closes the file. Tensors of it can no longer be read.</summary>
    public void Dispose() => _bytes.Dispose();
}
