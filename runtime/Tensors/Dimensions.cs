using System.Diagnostics.CodeAnalysis;

namespace AttnGen;

/// <summary>Holds the dimensions of a tensor against those of a shape.</summary>
internal static class Dimensions
{
    /// <summary>Throws unless the dimensions are those that are expected.</summary>
    /// <param name="lengths">The dimensions.</param>
    /// <param name="name">The argument.</param>
    /// <param name="product">What they are, in the field's words.</param>
    /// <param name="expected">What they must be.</param>
    /// <param name="hint">A sentence about what may be done, with a space before it.</param>
    /// <exception cref="ArgumentException">They are others.</exception>
    public static void Check(
        ReadOnlySpan<nint> lengths, string name, string product, scoped ReadOnlySpan<nint> expected, string hint = "")
    {
        if (!lengths.SequenceEqual(expected))
        {
            ThrowLengths(lengths, name, product, expected, hint);
        }
    }

    /// <summary>Throws unless the elements lie one after the other, the last dimension's fastest.</summary>
    /// <exception cref="ArgumentException">They do not.</exception>
    public static void CheckDense(ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides, string name)
    {
        nint stride = 1;
        for (int i = lengths.Length - 1; i >= 0; i--)
        {
            // A dimension of length 1 is never stepped along, whatever its stride.
            if (lengths[i] != 1 && strides[i] != stride)
            {
                ThrowStrides(lengths, strides, name);
            }

            stride *= lengths[i];
        }
    }

    [DoesNotReturn]
    private static void ThrowLengths(
        ReadOnlySpan<nint> lengths, string name, string product, ReadOnlySpan<nint> expected, string hint) =>
        throw new ArgumentException($"{name} must have the dimensions {List(expected)}, {product}, but has {List(lengths)}.{hint}", name);

    [DoesNotReturn]
    private static void ThrowStrides(ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides, string name) => throw new ArgumentException(
        $"{name} must lie dense, its last dimension fastest, but its dimensions {List(lengths)} have the strides {List(strides)}: "
        + "copy it into a dense tensor first, as ToDenseTensor does.",
        name);

    private static string List(ReadOnlySpan<nint> numbers) => $"[{string.Join(", ", numbers.ToArray())}]";
}
