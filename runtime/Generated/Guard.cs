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
    /// <param name="elements">What the span holds.</param>
    /// <exception cref="ArgumentException">The length is wrong.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Length(int actual, int expected, string name, string product, string elements = "floats")
    {
        if (actual != expected)
        {
            ThrowLength(actual, expected, name, product, elements);
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

    /// <summary>Throws unless a count of queries lies in its range.</summary>
    /// <param name="queryLength">The number of real queries.</param>
    /// <param name="queries">The number of queries of the shape.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 0 or above the shape's.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Queries(int queryLength, int queries)
    {
        if ((uint)queryLength > (uint)queries)
        {
            ThrowQueries(queryLength, queries);
        }
    }

    /// <summary>Throws unless every token's position can be counted.</summary>
    /// <param name="position">The position of the first token.</param>
    /// <param name="tokens">The number of tokens of the shape.</param>
    /// <exception cref="ArgumentOutOfRangeException">A position is below 0 or above what an int holds.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Position(int position, int tokens)
    {
        if ((uint)position > (uint)(int.MaxValue - tokens))
        {
            ThrowPosition(position, tokens);
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

    /// <summary>Throws if an output shares memory with another operand, whatever either holds.</summary>
    /// <param name="output">The memory to be written.</param>
    /// <param name="other">The other operand.</param>
    /// <param name="name">The name of the argument to be written.</param>
    /// <param name="otherName">The name of the other.</param>
    /// <exception cref="ArgumentException">They overlap.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apart<TOutput, TOther>(ReadOnlySpan<TOutput> output, ReadOnlySpan<TOther> other, string name, string otherName)
        where TOutput : unmanaged
        where TOther : unmanaged
    {
        if (Overlap.Of(output, other))
        {
            ThrowOverlap(name, otherName);
        }
    }

    /// <summary>Throws if an argument was given that the shape has no use for.</summary>
    /// <param name="given">The length of the argument; 0 is none.</param>
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

    /// <summary>Throws if a part of a call was given that the shape has no use for.</summary>
    /// <param name="shape">The kernel's shape.</param>
    /// <param name="arguments">The parts.</param>
    /// <param name="hasWeights">Whether the kernel has weights, so that what is learned comes from there.</param>
    /// <exception cref="ArgumentException">One was given.</exception>
    public static void ScoreArguments(AttentionShape shape, AttentionArguments arguments, bool hasWeights) => Useful(
        shape,
        hasWeights,
        arguments.Position,
        arguments.BooleanMask.Length,
        arguments.AdditiveMask.Length,
        arguments.RelativeBias.Length,
        arguments.ModifierData.Length,
        arguments.Sink.Length,
        arguments.LogSumExp.Length,
        arguments.Scores.Length);

    /// <inheritdoc cref="ScoreArguments(AttentionShape, AttentionArguments, bool)"/>
    public static void ScoreArguments<TElement>(AttentionShape shape, AttentionArguments<TElement> arguments, bool hasWeights)
        where TElement : unmanaged => Useful(
        shape,
        hasWeights,
        arguments.Position,
        arguments.BooleanMask.Length,
        arguments.AdditiveMask.Length,
        arguments.RelativeBias.Length,
        arguments.ModifierData.Length,
        arguments.Sink.Length,
        arguments.LogSumExp.Length,
        arguments.Scores.Length);

    /// <inheritdoc cref="ScoreArguments(AttentionShape, AttentionArguments, bool)"/>
    public static void ScoreArguments<TElement, TNumber>(
        AttentionShape shape, AttentionArguments<TElement, TNumber> arguments, bool hasWeights)
        where TElement : unmanaged
        where TNumber : unmanaged => Useful(
        shape,
        hasWeights,
        arguments.Position,
        arguments.BooleanMask.Length,
        arguments.AdditiveMask.Length,
        arguments.RelativeBias.Length,
        arguments.ModifierData.Length,
        arguments.Sink.Length,
        arguments.LogSumExp.Length,
        arguments.Scores.Length);

    /// <summary>Throws if a boolean mask shares memory with what is written.</summary>
    /// <param name="output">The memory to be written.</param>
    /// <param name="mask">The mask.</param>
    /// <param name="name">The name of the argument to be written.</param>
    /// <exception cref="ArgumentException">They overlap.</exception>
    public static void Apart(ReadOnlySpan<float> output, ReadOnlySpan<bool> mask, string name)
    {
        if (System.Runtime.InteropServices.MemoryMarshal.AsBytes(output)
            .Overlaps(System.Runtime.InteropServices.MemoryMarshal.AsBytes(mask)))
        {
            ThrowOverlap(name, "mask");
        }
    }

    /// <summary>Throws unless the data of a modifier has the length that the modifier says.</summary>
    /// <param name="actual">The length got.</param>
    /// <param name="shape">The shape with the modifier.</param>
    /// <param name="elements">What the data are.</param>
    /// <exception cref="ArgumentException">The length is wrong.</exception>
    public static void ModifierData(int actual, AttentionShape shape, string elements = "floats")
    {
        ScoreModifier modifier = shape.Modifier!;
        int expected = modifier.DataLength(shape);
        if (actual != expected)
        {
            ThrowLength(actual, expected, "modifierData", $"{modifier}.DataLength", elements);
        }
    }

    /// <summary>Throws unless the weights fit the shape.</summary>
    /// <param name="shape">The kernel's shape.</param>
    /// <param name="weights">The weights.</param>
    /// <exception cref="ArgumentNullException"><paramref name="weights"/> is null.</exception>
    /// <exception cref="ArgumentException">A matrix or bias has the wrong length or no use in this shape.</exception>
    public static void Weights<TNumber>(AttentionShape shape, AttentionWeights<TNumber> weights)
        where TNumber : unmanaged => WeightsCheck.Against(shape, weights);

    /// <summary>Throws if a part of a call was given, whose lengths these are, that the shape has no use for.</summary>
    private static void Useful(
        AttentionShape shape,
        bool hasWeights,
        int position,
        int booleanMask,
        int additiveMask,
        int relativeBias,
        int modifierData,
        int sink,
        int logSumExp,
        int scores)
    {
        if (shape.Rope == RopePairing.None || !hasWeights)
        {
            Absent(position, nameof(position), hasWeights ? "the shape has no Rope" : "queries and keys are given as they are");
        }

        if (shape.Mask != MaskKind.Boolean)
        {
            Absent(booleanMask, "mask", shape.Mask == MaskKind.Additive ? "the shape takes an additive one" : "the shape has no Mask = MaskKind.Boolean");
        }

        if (shape.Mask != MaskKind.Additive)
        {
            Absent(additiveMask, "mask", shape.Mask == MaskKind.Boolean ? "the shape takes a boolean one" : "the shape has no Mask = MaskKind.Additive");
        }

        if (!shape.RelativeBias || hasWeights)
        {
            Absent(relativeBias, nameof(relativeBias), hasWeights ? "it comes with the weights" : "the shape has none");
        }

        if (shape.Modifier?.DataLength(shape) is null or 0)
        {
            Absent(modifierData, nameof(modifierData), "the shape has no modifier that takes data");
        }

        if (shape.Sink != SinkKind.Learned || hasWeights)
        {
            Absent(sink, nameof(sink), hasWeights ? "it comes with the weights" : "the shape has no learned sinks");
        }

        if (!shape.LogSumExp)
        {
            Absent(logSumExp, nameof(logSumExp), "the shape does not set LogSumExp");
        }

        if (shape.Scores == ScoreStage.None)
        {
            Absent(scores, nameof(scores), "the shape does not set Scores");
        }
    }

    [DoesNotReturn]
    private static void ThrowLength(int actual, int expected, string name, string product, string elements) =>
        throw new ArgumentException($"{name} must hold {product} = {expected} {elements}, but holds {actual}.", name);

    [DoesNotReturn]
    private static void ThrowTokens(int length, int tokens) =>
        throw new ArgumentOutOfRangeException(nameof(length), length, $"length must lie in 0 … {tokens}, the tokens of the shape.");

    [DoesNotReturn]
    private static void ThrowQueries(int queryLength, int queries) => throw new ArgumentOutOfRangeException(
        nameof(queryLength), queryLength, $"queryLength must lie in 0 … {queries}, the queries of the shape.");

    [DoesNotReturn]
    private static void ThrowPosition(int position, int tokens) => throw new ArgumentOutOfRangeException(
        nameof(position), position, $"position must lie in 0 … {int.MaxValue - tokens}, so that the shape's {tokens} tokens can be counted.");

    [DoesNotReturn]
    private static void ThrowOverlap(string name, string otherName) =>
        throw new ArgumentException($"{name} may not share memory with {otherName}: give it memory of its own.", name);
}
