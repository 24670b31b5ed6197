namespace AttnGen.Generator.Shape.Rules;

/// <summary>What a kernel of doubles does not have.</summary>
internal static class NumberRules
{
    /// <summary>Every property that asks for it; nothing for a shape of another type.</summary>
    public static IEnumerable<ShapeViolation> Check(ShapeRequest request)
    {
        if (request.Element != ElementType.Float64)
        {
            yield break;
        }

        (string Argument, bool Asked)[] parts =
        [
            (ShapeArguments.Modifier, request.Modifier is not null),
        ];
        foreach ((string argument, bool asked) in parts)
        {
            if (asked)
            {
                yield return new ShapeViolation(
                    RuleIds.ContradictoryProperties,
                    argument,
                    new EquatableArray<string>([argument, "is not written for Element = ElementType.Float64", $"Leave {argument} or Element out"]));
            }
        }
    }
}
