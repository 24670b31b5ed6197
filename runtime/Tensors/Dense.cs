using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace AttnGen;

/// <summary>
/// From a tensor to the span of its elements: the dimensions are checked, and that they lie one after the other. A tensor that does not is
/// refused, because a copy of it would cost more than some kernels do, and allocate.
/// </summary>
internal static class Dense
{
    /// <summary>The elements of an operand that is read.</summary>
    /// <param name="tensor">The operand.</param>
    /// <param name="name">The argument.</param>
    /// <param name="product">What its dimensions are, in the field's words.</param>
    /// <param name="expected">The dimensions.</param>
    /// <exception cref="ArgumentException">The dimensions are others, or the elements do not lie one after the other.</exception>
    public static ReadOnlySpan<T> Span<T>(ReadOnlyTensorSpan<T> tensor, string name, string product, scoped ReadOnlySpan<nint> expected)
    {
        Dimensions.Check(tensor.Lengths, name, product, expected);
        return Flat(tensor, name);
    }

    /// <summary>The elements of an operand that is read, whatever its dimensions are.</summary>
    /// <exception cref="ArgumentException">The elements do not lie one after the other.</exception>
    public static ReadOnlySpan<T> Flat<T>(ReadOnlyTensorSpan<T> tensor, string name)
    {
        Dimensions.CheckDense(tensor.Lengths, tensor.Strides, name);
        return MemoryMarshal.CreateReadOnlySpan(in tensor.GetPinnableReference(), checked((int)tensor.FlattenedLength));
    }

    /// <summary>The elements of an operand that is written.</summary>
    /// <param name="tensor">The operand.</param>
    /// <param name="name">The argument.</param>
    /// <param name="product">What its dimensions are, in the field's words.</param>
    /// <param name="expected">The dimensions.</param>
    /// <exception cref="ArgumentException">The dimensions are others, or the elements do not lie one after the other.</exception>
    public static Span<float> Span(TensorSpan<float> tensor, string name, string product, scoped ReadOnlySpan<nint> expected)
    {
        Dimensions.Check(tensor.Lengths, name, product, expected);
        Dimensions.CheckDense(tensor.Lengths, tensor.Strides, name);
        return MemoryMarshal.CreateSpan(ref tensor.GetPinnableReference(), checked((int)tensor.FlattenedLength));
    }

    /// <summary>The elements of a mask: one row for all, a row a query, or a row a query and head.</summary>
    /// <exception cref="ArgumentException">The dimensions are others, or the elements do not lie one after the other.</exception>
    public static ReadOnlySpan<T> Mask<T>(ReadOnlyTensorSpan<T> mask, string name, AttentionShape shape)
    {
        nint keys = mask.Rank == 0 ? shape.KeyValueLength : Math.Min(mask.Lengths[^1], shape.KeyValueLength);
        return mask.Rank switch
        {
            1 => Span(mask, name, "at most keyValueLength", [keys]),
            2 => Span(mask, name, "n × at most keyValueLength", [shape.N, keys]),
            _ => Span(mask, name, "heads × n × at most keyValueLength", [shape.Heads, shape.N, keys]),
        };
    }
}
