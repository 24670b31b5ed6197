namespace AttnGen.Generator.Shape.Rules;

/// <summary>What a shape with a key/value cache must be, and must not have.</summary>
internal static class CacheRules
{
    /// <summary>Everything that contradicts the cache; nothing for a shape without one.</summary>
    public static IEnumerable<ShapeViolation> Check(ShapeRequest request)
    {
        if (!request.HasCache)
        {
            yield break;
        }

        foreach ((string argument, int? size) in Contexts(request))
        {
            if (size is { } number)
            {
                yield return Violation(RuleIds.CacheOfContext, argument, argument, Invariant.Text(number));
            }
        }

        // A window's tokens must still be there when a step joins them.
        long window = Math.Max(0, request.LeftWindow ?? -1);
        if (request.CacheCapacity < request.N + window)
        {
            string step = "up to n = " + Invariant.Text(request.N) + " tokens";
            yield return Violation(
                RuleIds.CacheTooSmall,
                ShapeArguments.CacheCapacity,
                Invariant.Text(request.CacheCapacity!.Value),
                window == 0 ? step : step + " behind the LeftWindow = " + Invariant.Text(window) + " that its first one sees",
                Invariant.Text(request.N + window));
        }

        if (request.Layout == HeadLayout.HeadMajor)
        {
            yield return Violation(RuleIds.CacheOfHeadMajor, ShapeArguments.Layout);
        }
    }

    private static IEnumerable<(string Argument, int? Size)> Contexts(ShapeRequest request) =>
        [(ShapeArguments.KeyValueLength, request.KeyValueLength), (ShapeArguments.ContextWidth, request.ContextWidth)];

    private static ShapeViolation Violation(string id, string argument, params string[] message) =>
        new(id, argument, new EquatableArray<string>([.. message]));
}
