using System.Collections.Immutable;

namespace AttnGen.Generator.Shape.Rules;

/// <summary>
/// What the numbers of a shape must be. The generator and the analyzer both ask here: one to know whether to write, the other to say why
/// it was not written.
/// </summary>
internal static class SpecRules
{
    /// <summary>Everything that is wrong: nothing for a shape that can be generated.</summary>
    public static ImmutableArray<ShapeViolation> Check(ShapeRequest request)
    {
        ImmutableArray<ShapeViolation> small = [.. BelowOne(request)];

        // Whether sizes below 1 are too large, too, is no question.
        IEnumerable<ShapeViolation> sizes = small.IsEmpty ? ExtentRules.Check(request) : small;
        return
        [
            .. sizes,
            .. Groups(request),
            .. Contradictions(request),
            .. Scale(request),
            .. Layout(request),
            .. Causal(request),
            .. ScoreRules.Check(request),
            .. RopeRules.Check(request),
            .. CacheRules.Check(request),
        ];
    }

    private static IEnumerable<ShapeViolation> BelowOne(ShapeRequest request)
    {
        (string Argument, int? Size)[] sizes =
        [
            (ShapeArguments.N, request.N),
            (ShapeArguments.DModel, request.DModel),
            (ShapeArguments.DK, request.DK),
            (ShapeArguments.Heads, request.Heads),
            (ShapeArguments.KeyValueHeads, request.KeyValueHeads),
            (ShapeArguments.DV, request.DV),
            (ShapeArguments.KeyValueLength, request.KeyValueLength),
            (ShapeArguments.ContextWidth, request.ContextWidth),
            (ShapeArguments.OutputWidth, request.OutputWidth),
            (ShapeArguments.RopeWidth, request.RopeWidth),

            // 0 is none, which may be said.
            (ShapeArguments.CacheCapacity, request.CacheCapacity == 0 ? null : request.CacheCapacity),
        ];
        foreach ((string argument, int? size) in sizes)
        {
            if (size is { } number and < 1)
            {
                yield return Violation(RuleIds.SizeBelowOne, argument, argument, Invariant.Text(number));
            }
        }
    }

    private static IEnumerable<ShapeViolation> Groups(ShapeRequest request)
    {
        int heads = request.Heads ?? 1;
        if (request.KeyValueHeads is { } shared && heads > 0 && shared > 0 && heads % shared != 0)
        {
            yield return Violation(
                RuleIds.HeadsNotShared, ShapeArguments.KeyValueHeads, Invariant.Text(shared), Invariant.Text(heads)) with
            {
                Smaller = Divisor(heads, Math.Min(shared, heads), step: -1),
                Larger = shared < heads ? Divisor(heads, shared, step: 1) : null,
            };
        }
    }

    // More heads than a row is wide have been reported, and to search their divisors may take long.
    private static int? Divisor(int heads, int first, int step)
    {
        if (heads > ShapeLimits.Width)
        {
            return null;
        }

        int divisor = first;
        while (heads % divisor != 0)
        {
            divisor += step;
        }

        return divisor;
    }

    private static IEnumerable<ShapeViolation> Contradictions(ShapeRequest request)
    {
        if (request.OutputWidth is not null && request.OutputProjection is not true)
        {
            yield return Violation(
                RuleIds.ContradictoryProperties,
                ShapeArguments.OutputWidth,
                ShapeArguments.OutputWidth,
                "is the number of columns of W_O, which this shape does not have",
                "Set OutputProjection = true, or leave OutputWidth out");
        }

        foreach ((string argument, string what) in RopeRules.WithoutRope(request))
        {
            yield return Violation(
                RuleIds.ContradictoryProperties, argument, argument, what, $"Set Rope = RopePairing.Interleaved or HalfSplit, or leave {argument} out");
        }
    }

    private static IEnumerable<ShapeViolation> Scale(ShapeRequest request)
    {
        // Written so that NaN, which is in no range, fails.
        if (request.Scale is { } scale && !(scale >= ShapeLimits.LeastScale && scale <= ShapeLimits.GreatestScale))
        {
            yield return Violation(RuleIds.UnusableScale, ShapeArguments.Scale, Invariant.Text(scale));
        }
    }

    private static IEnumerable<ShapeViolation> Layout(ShapeRequest request)
    {
        if (request.Layout is { } layout && layout is not (HeadLayout.TokenMajor or HeadLayout.HeadMajor))
        {
            yield return Violation(RuleIds.UnknownLayout, ShapeArguments.Layout, Invariant.Text((int)layout));
        }
    }

    private static IEnumerable<ShapeViolation> Causal(ShapeRequest request)
    {
        if (request.Causal is { } causal
            && causal is not (CausalAlignment.None or CausalAlignment.TopLeft or CausalAlignment.BottomRight))
        {
            yield return Violation(RuleIds.UnknownCausalAlignment, ShapeArguments.Causal, Invariant.Text((int)causal));
        }
    }

    private static ShapeViolation Violation(string id, string argument, params string[] message) =>
        new(id, argument, new EquatableArray<string>([.. message]));
}
