using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace AttnGen.Generated;

/// <summary>The checks that every entry point of a kernel makes before it writes anything.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Guard
{
    /// <summary>Throws unless a span has the length that the shape gives it.</summary>
    /// <param name="actual">The length got.</param>
    /// <param name="expected">The length expected.</param>
    /// <param name="name">The argument.</param>
    /// <param name="product">The product that gives the length, with numbers.</param>
    /// <exception cref="ArgumentException">The length is wrong.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Length(int actual, int expected, string name, string product)
    {
        if (actual != expected)
        {
            ThrowLength(actual, expected, name, product);
        }
    }

    /// <summary>Throws unless a token count lies in its range.</summary>
    /// <param name="length">The number of real tokens.</param>
    /// <param name="tokens">The number of tokens of the shape.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 0 or above the shape's.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Tokens(int length, int tokens)
    {
        if ((uint)length > (uint)tokens)
        {
            ThrowTokens(length, tokens);
        }
    }

    /// <summary>Throws if an output shares memory with another operand, which is read, or written too, after the output.</summary>
    /// <param name="output">The memory to be written.</param>
    /// <param name="other">The other operand.</param>
    /// <param name="name">The name of the argument to be written.</param>
    /// <param name="otherName">The name of the other.</param>
    /// <exception cref="ArgumentException">They overlap.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apart(ReadOnlySpan<float> output, ReadOnlySpan<float> other, string name, string otherName)
    {
        if (output.Overlaps(other))
        {
            ThrowOverlap(name, otherName);
        }
    }

    /// <summary>Throws if an argument was given that the shape has no use for.</summary>
    /// <param name="given">The length of the argument.</param>
    /// <param name="name">The argument.</param>
    /// <param name="reason">Why there is no use for it.</param>
    /// <exception cref="ArgumentException">It was given.</exception>
    public static void Absent(int given, string name, string reason)
    {
        if (given != 0)
        {
            throw new ArgumentException($"{name} is given, but {reason}.", name);
        }
    }

    /// <summary>Throws unless the weights fit the shape.</summary>
    /// <param name="shape">The kernel's shape.</param>
    /// <param name="weights">The weights.</param>
    /// <exception cref="ArgumentNullException"><paramref name="weights"/> is null.</exception>
    /// <exception cref="ArgumentException">A matrix or bias has the wrong length or no use in this shape.</exception>
    public static void Weights(AttentionShape shape, AttentionWeights weights) => WeightsCheck.Against(shape, weights);

    [DoesNotReturn]
    private static void ThrowLength(int actual, int expected, string name, string product) =>
        throw new ArgumentException($"{name} must hold {product} = {expected} floats, but holds {actual}.", name);

    [DoesNotReturn]
    private static void ThrowTokens(int length, int tokens) =>
        throw new ArgumentOutOfRangeException(nameof(length), length, $"length must lie in 0 … {tokens}, the tokens of the shape.");

    [DoesNotReturn]
    private static void ThrowOverlap(string name, string otherName) =>
        throw new ArgumentException($"{name} may not share memory with {otherName}: give it memory of its own.", name);
}
