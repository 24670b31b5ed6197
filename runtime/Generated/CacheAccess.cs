using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace AttnGen.Generated;

/// <summary>How generated code reaches into a cache, and the checks of a step that a cache takes part in.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CacheAccess
{
    /// <summary>The first number of the keys.</summary>
    /// <param name="cache">The cache.</param>
    public static ref TElement Keys<TElement>(AttentionCache<TElement> cache)
        where TElement : unmanaged => ref Given(cache).FirstKey;

    /// <summary>The first number of the values.</summary>
    /// <param name="cache">The cache.</param>
    public static ref TElement Values<TElement>(AttentionCache<TElement> cache)
        where TElement : unmanaged => ref Given(cache).FirstValue;

    /// <summary>The tokens that the cache holds: the row of the next one.</summary>
    /// <param name="cache">The cache.</param>
    public static int Rows<TElement>(AttentionCache<TElement> cache)
        where TElement : unmanaged => Given(cache).Rows;

    /// <summary>Counts tokens whose keys and values have been written.</summary>
    /// <param name="cache">The cache.</param>
    /// <param name="tokens">How many.</param>
    public static void Advance<TElement>(AttentionCache<TElement> cache, int tokens)
        where TElement : unmanaged => Given(cache).Advance(tokens);

    /// <summary>Throws unless there is room for the tokens of a step.</summary>
    /// <param name="cache">The cache.</param>
    /// <param name="tokens">The tokens of the step.</param>
    /// <exception cref="ArgumentNullException">There is no cache.</exception>
    /// <exception cref="ArgumentException">It is too full.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Room<TElement>(AttentionCache<TElement> cache, int tokens)
        where TElement : unmanaged
    {
        ArgumentNullException.ThrowIfNull(cache);
        if (!cache.HasRoom(tokens))
        {
            ThrowFull(cache, tokens);
        }
    }

    /// <summary>The tokens of a step, by the length of what holds them.</summary>
    /// <param name="length">The length got.</param>
    /// <param name="width">The numbers of a token.</param>
    /// <param name="most">The most tokens of a step.</param>
    /// <param name="name">The argument.</param>
    /// <param name="product">The product that gives the width, with numbers.</param>
    /// <param name="unit">What the argument holds.</param>
    /// <exception cref="ArgumentException">There is no token, there are too many, or one is not whole.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Tokens(int length, int width, int most, string name, string product, string unit = "floats")
    {
        int tokens = length == width ? 1 : length / width;
        if (length == 0 || tokens > most || tokens * width != length)
        {
            ThrowTokens(length, most, name, product, unit);
        }

        return tokens;
    }

    /// <summary>Throws unless a span has as many tokens as the step.</summary>
    /// <param name="actual">The length got.</param>
    /// <param name="tokens">The tokens of the step.</param>
    /// <param name="width">The numbers of a token.</param>
    /// <param name="name">The argument.</param>
    /// <param name="factors">What the width is made of, by name.</param>
    /// <param name="numbers">The same in numbers.</param>
    /// <param name="unit">What the argument holds.</param>
    /// <exception cref="ArgumentException">The length is wrong.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Length(int actual, int tokens, int width, string name, string factors, string numbers, string unit = "floats")
    {
        if (actual != tokens * width)
        {
            ThrowLength(actual, tokens, width, name, factors, numbers, unit);
        }
    }

    private static AttentionCache<TElement> Given<TElement>(AttentionCache<TElement> cache)
        where TElement : unmanaged
    {
        ArgumentNullException.ThrowIfNull(cache);
        return cache;
    }

    [DoesNotReturn]
    private static void ThrowFull<TElement>(AttentionCache<TElement> cache, int tokens)
        where TElement : unmanaged =>
        throw new ArgumentException(cache.FullMessage(tokens), nameof(cache));

    [DoesNotReturn]
    private static void ThrowTokens(int length, int most, string name, string product, string unit) => throw new ArgumentException(
        $"{name} must hold {(most == 1 ? "1 token" : $"1 … {most} tokens")} of {product} {unit}, but holds {length}.", name);

    [DoesNotReturn]
    private static void ThrowLength(int actual, int tokens, int width, string name, string factors, string numbers, string unit) =>
        throw new ArgumentException(
            $"{name} must hold tokens × {factors} = {tokens} × {numbers} = {tokens * width} {unit}, but holds {actual}.", name);
}
