using System.Collections.Immutable;

namespace AttnGen.Generator.Shape.Rules;

/// <summary>How large a shape may be: its sizes one by one, then the memory that their products need.</summary>
internal static class ExtentRules
{
    private const string TokensReason = "that is the longest sequence a kernel is written for";
    private const string WidthReason = "that is the widest row a kernel is written for";
    private const string SpanReason = "a span holds no more floats";

    /// <summary>
    /// Every single size that is too large; where none is, the first product that is: the later ones are mostly the same sizes again.
    /// </summary>
    /// <param name="request">A request without sizes below 1. Heads that cannot be shared have no products.</param>
    public static IEnumerable<ShapeViolation> Check(ShapeRequest request)
    {
        AttentionSpec shape = request.ToSpec();
        ImmutableArray<ShapeViolation> sizes = [.. TooLarge(Sizes(request, shape))];
        return sizes.IsEmpty && shape.Heads % shape.KeyValueHeads == 0 ? TooLarge(Products(request, shape)).Take(1) : sizes;
    }

    private static IEnumerable<ShapeViolation> TooLarge(IEnumerable<Extent> extents) =>
        from extent in extents
        where extent.Value > extent.Limit
        select new ShapeViolation(
            RuleIds.ShapeTooLarge,
            extent.Argument,
            new EquatableArray<string>([extent.What, Invariant.Text(extent.Value), Invariant.Text(extent.Limit), extent.Reason]));

    // A default is never listed beside the size that it is taken from: the user is to be shown what the user wrote.
    private static IEnumerable<Extent> Sizes(ShapeRequest request, AttentionSpec shape)
    {
        yield return Tokens(ShapeArguments.N, shape.N);
        yield return Width(ShapeArguments.DModel, ShapeArguments.DModel, shape.DModel);
        yield return request.Heads is null
            ? Width("dK", ShapeArguments.DK, shape.DK)
            : Width("Heads · dK", shape.DK > ShapeLimits.Width ? ShapeArguments.DK : ShapeArguments.Heads, (long)shape.Heads * shape.DK);
        if (request.DV is not null)
        {
            yield return request.Heads is null
                ? Width("DV", ShapeArguments.DV, shape.DV)
                : Width("Heads · DV", ShapeArguments.DV, (long)shape.Heads * shape.DV);
        }

        if (request.KeyValueLength is not null)
        {
            yield return Tokens(ShapeArguments.KeyValueLength, shape.KeyValueLength);
        }

        if (request.ContextWidth is not null)
        {
            yield return Width(ShapeArguments.ContextWidth, ShapeArguments.ContextWidth, shape.ContextWidth);
        }

        if (request.CacheCapacity is not null)
        {
            yield return Tokens(ShapeArguments.CacheCapacity, shape.CacheCapacity);
        }

        if (request.OutputWidth is not null)
        {
            yield return Width(ShapeArguments.OutputWidth, ShapeArguments.OutputWidth, shape.OutputWidth);
        }
    }

    private static IEnumerable<Extent> Products(ShapeRequest request, AttentionSpec shape)
    {
        string heads = shape.KeyValueHeads == shape.Heads ? "heads" : "keyValueHeads";
        string keys = request.KeyValueLength is null ? ShapeArguments.N : ShapeArguments.KeyValueLength;
        long n = shape.N;
        long keyValueLength = shape.KeyValueLength;

        yield return Span("the length of the input, n · dModel,", ShapeArguments.N, n * shape.DModel);
        if (shape.IsCrossAttention)
        {
            yield return Span("the length of the context, keyValueLength · contextWidth,", keys, keyValueLength * shape.ContextWidth);
        }

        if (shape.OutputProjection)
        {
            yield return Span("the length of the output, n · outputWidth,", ShapeArguments.N, n * shape.OutputWidth);
        }

        yield return Span("the length of the queries, n · heads · dK,", ShapeArguments.N, n * shape.QueryWidth);
        if (shape.HasCache)
        {
            yield return Cached($"the length of the cached keys, (cacheCapacity + n) · {heads} · dK,", shape, shape.KeyWidth);
            yield return Cached($"the length of the cached values, (cacheCapacity + n) · {heads} · dV,", shape, shape.ValueWidth);
        }
        else
        {
            yield return Span($"the length of the keys, keyValueLength · {heads} · dK,", keys, keyValueLength * shape.KeyWidth);
            yield return Span($"the length of the values, keyValueLength · {heads} · dV,", keys, keyValueLength * shape.ValueWidth);
        }

        yield return Span("the length of the heads' outputs, n · heads · dV,", ShapeArguments.N, n * shape.HeadsWidth);
        string length = shape.HasCache ? "cacheCapacity" : "keyValueLength";
        if (shape.Scores != ScoreStage.None)
        {
            yield return Span($"the length of the scores, heads · n · {length},", ShapeArguments.Scores, shape.Heads * n * keyValueLength);
        }

        if (shape.RelativeBias)
        {
            yield return Span(
                $"the length of the relative bias, heads · (n + {length} − 1),",
                ShapeArguments.RelativeBias,
                shape.Heads * (n + keyValueLength - 1));
        }

        yield return new Extent(
            "the length of the packed weights", ShapeArguments.DModel, PackedLength(shape), ArrayLimit(shape), "they are one array");
        yield return shape.HasCache ? Step(shape) : new Extent(
            $"the size of the projected keys and values, {Invariant.Text(shape.Number.Bytes)} · keyValueLength · {heads} · (dK + dV) bytes with rows of whole vectors,",
            keys,
            shape.Number.Bytes * keyValueLength * WholeVectors(shape.KeyWidth + shape.ValueWidth),
            ShapeLimits.ScratchBytes,
            "a thread's scratch memory is no larger");
        if (shape is { IsNarrow: true, HasCache: false })
        {
            yield return new Extent(
                "the size of all operands as floats, in bytes,",
                ShapeArguments.Element,
                sizeof(float) * WidenedLength(shape),
                ShapeLimits.ScratchBytes,
                "a thread's scratch memory is no larger");
        }

        if (shape.HasRope)
        {
            // As many keys as would need more have been refused above; those of a cache take none of the memory that these do.
            yield return new Extent(
                $"the length of the cosines and sines of RoPE, 2 · {(shape.HasCache ? "(cacheCapacity + n)" : "n")} · (dK + 64) with rows of whole vectors,",
                shape.HasCache ? ShapeArguments.CacheCapacity : ShapeArguments.N,
                2 * (shape.CacheCapacity + n) * WholeVectors(shape.DK + ShapeLimits.WidestPanel),
                ArrayLimit(shape),
                "they are one array");
        }
    }

    // A cache has rows for a step behind its last token, since a step's last tile may reach past its tokens.
    private static Extent Cached(string what, AttentionSpec shape, int width) => new(
        what, ShapeArguments.CacheCapacity, ((long)shape.CacheCapacity + shape.N) * width, ArrayLimit(shape), "they are one array");

    // Tokens and outputs are copied where a step has fewer than the most; keys and values lie there until they are rounded to 16 bits.
    private static Extent Step(AttentionSpec shape) => new(
        "the size of a step's tokens, queries and outputs in scratch memory, in bytes,",
        ShapeArguments.N,
        shape.Number.Bytes * (long)shape.N
            * (WholeVectors(Math.Max(shape.DModel, shape.QueryWidth))
                + WholeVectors(Math.Max(shape.ResultWidth, shape.HeadsWidth))
                + WholeVectors(shape.QueryWidth)
                + WholeVectors(shape.HeadsWidth)
                + (shape.IsNarrow ? WholeVectors(shape.KeyWidth) + WholeVectors(shape.ValueWidth) : 0)),
        ShapeLimits.ScratchBytes,
        "a thread's scratch memory is no larger");

    // What Forward holds beside projected keys and values, and what Attend holds.
    private static long WidenedLength(AttentionSpec shape)
    {
        long n = shape.N;
        long keys = shape.KeyValueLength;
        long projected = keys * WholeVectors(shape.KeyWidth + shape.ValueWidth);
        long context = shape.IsCrossAttention ? keys * shape.ContextWidth : 0;
        long forward = projected + (n * shape.DModel) + context + (n * shape.ResultWidth);
        long attend = (n * shape.QueryWidth) + (keys * (shape.KeyWidth + shape.ValueWidth)) + (n * shape.HeadsWidth);
        return Math.Max(forward, attend);
    }

    // The array is one of floats, whatever the numbers are.
    private static long ArrayLimit(AttentionSpec shape) => ShapeLimits.PackedLength * sizeof(float) / shape.Number.Bytes;

    // Each matrix has a row for its bias.
    private static long PackedLength(AttentionSpec shape)
    {
        long query = (shape.DModel + 1L) * WholeVectors(shape.QueryWidth);
        long keyAndValue = (shape.ContextWidth + 1L) * (WholeVectors(shape.KeyWidth) + WholeVectors(shape.ValueWidth));
        long output = shape.OutputProjection ? (shape.HeadsWidth + 1L) * WholeVectors(shape.OutputWidth) : 0;
        return query + keyAndValue + output;
    }

    private static long WholeVectors(int floats) => (floats + ShapeLimits.Lanes - 1L) / ShapeLimits.Lanes * ShapeLimits.Lanes;

    private static Extent Tokens(string argument, long value) => new(argument, argument, value, ShapeLimits.Tokens, TokensReason);

    private static Extent Width(string what, string argument, long value) => new(what, argument, value, ShapeLimits.Width, WidthReason);

    private static Extent Span(string what, string argument, long value) =>
        new(what, argument, value, ShapeLimits.SpanLength, SpanReason);

    /// <summary>One extent of a shape beside its limit.</summary>
    private readonly struct Extent(string what, string argument, long value, long limit, string reason)
    {
        public string What { get; } = what;

        public string Argument { get; } = argument;

        public long Value { get; } = value;

        public long Limit { get; } = limit;

        public string Reason { get; } = reason;
    }
}
