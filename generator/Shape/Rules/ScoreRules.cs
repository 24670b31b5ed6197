namespace AttnGen.Generator.Shape.Rules;

/// <summary>What the properties that change scores must be.</summary>
internal static class ScoreRules
{
    /// <summary>Everything that is wrong with them.</summary>
    public static IEnumerable<ShapeViolation> Check(ShapeRequest request) =>
        [.. Windows(request), .. Softcap(request), .. Choices(request)];

    private static IEnumerable<ShapeViolation> Windows(ShapeRequest request)
    {
        (string Argument, int? Size)[] windows =
            [(ShapeArguments.LeftWindow, request.LeftWindow), (ShapeArguments.RightWindow, request.RightWindow)];
        foreach ((string argument, int? size) in windows)
        {
            if (size is { } keys and < -1)
            {
                yield return Violation(RuleIds.WindowBelowMinusOne, argument, argument, Invariant.Text(keys)) with { Larger = -1 };
            }
        }

        if (request.RightWindow is > 0 && request.Causal is CausalAlignment.TopLeft or CausalAlignment.BottomRight)
        {
            yield return Violation(
                RuleIds.ContradictoryProperties,
                ShapeArguments.RightWindow,
                ShapeArguments.RightWindow,
                "lets a query see keys behind its place, which Causal hides",
                "Leave one of the two out");
        }
    }

    private static IEnumerable<ShapeViolation> Softcap(ShapeRequest request)
    {
        // Written so that NaN, which is in no range, fails.
        if (request.Softcap is { } cap && cap != 0 && !(cap >= ShapeLimits.LeastSoftcap && cap <= ShapeLimits.GreatestSoftcap))
        {
            yield return Violation(RuleIds.UnusableSoftcap, ShapeArguments.Softcap, Invariant.Text(cap));
        }
    }

    private static IEnumerable<ShapeViolation> Choices(ShapeRequest request)
    {
        (string Argument, string Type, int Value, int Count)[] choices =
        [
            (ShapeArguments.Mask, nameof(MaskKind), (int?)request.Mask ?? 0, 3),
            (ShapeArguments.Sink, nameof(SinkKind), (int?)request.Sink ?? 0, 3),
            (ShapeArguments.Scores, nameof(ScoreStage), (int?)request.Scores ?? 0, 4),
            (ShapeArguments.Element, nameof(ElementType), (int?)request.Element ?? 0, 4),
        ];
        foreach ((string argument, string type, int value, int count) in choices)
        {
            if (value < 0 || value >= count)
            {
                yield return Violation(RuleIds.UnknownChoice, argument, argument, Invariant.Text(value), type);
            }
        }
    }

    private static ShapeViolation Violation(string id, string argument, params string[] message) =>
        new(id, argument, new EquatableArray<string>([.. message]));
}
