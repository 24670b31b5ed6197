namespace AttnGen.Generator.Shape.Rules;

/// <summary>What the numbers of RoPE must be.</summary>
internal static class RopeRules
{
    /// <summary>Below it, pairs further on would turn faster than those before them, and none slower than a radian a token.</summary>
    private const double LeastTheta = 1;

    /// <summary>What is wrong with the pairing, the columns it pairs, and their angles.</summary>
    public static IEnumerable<ShapeViolation> Check(ShapeRequest request)
    {
        // Written so that NaN, which is in no range, fails.
        if (request.RopeTheta is { } theta && !(theta >= LeastTheta && theta <= double.MaxValue))
        {
            yield return Violation(RuleIds.UnusableRopeTheta, ShapeArguments.RopeTheta, Invariant.Text(theta));
        }

        if (request.Rope is not { } rope || rope == RopePairing.None)
        {
            yield break;
        }

        if (rope is not (RopePairing.Interleaved or RopePairing.HalfSplit))
        {
            yield return Violation(
                RuleIds.UnknownChoice, ShapeArguments.Rope, ShapeArguments.Rope, Invariant.Text((int)rope), nameof(RopePairing));
        }

        if (request.DK > 0 && request.DK % 2 != 0)
        {
            yield return Violation(
                RuleIds.RopeWithoutPairs, ShapeArguments.DK, $"dK is {Invariant.Text(request.DK)}, an odd number", "Use an even dK") with
            {
                Smaller = EvenBelow(request.DK),
                Larger = request.DK < ShapeLimits.Width ? request.DK + 1 : null,
            };
        }
        else if (request is { DK: > 0, RopeWidth: > 0 and var width } && (width % 2 != 0 || width > request.DK))
        {
            string why = width > request.DK ? $"more than dK, {Invariant.Text(request.DK)}" : "an odd number";
            yield return Violation(
                RuleIds.RopeWithoutPairs,
                ShapeArguments.RopeWidth,
                $"RopeWidth is {Invariant.Text(width)}, {why}",
                "Use an even number up to dK, or leave RopeWidth out to turn all columns") with
            {
                Smaller = width > request.DK ? request.DK : EvenBelow(width),
                Larger = width < request.DK ? width + 1 : null,
            };
        }
    }

    /// <summary>The properties of RoPE that are given to a shape without it, and what they would be.</summary>
    public static IEnumerable<(string Argument, string What)> WithoutRope(ShapeRequest request)
    {
        if (request.Rope is not (null or RopePairing.None))
        {
            yield break;
        }

        if (request.RopeTheta is not null)
        {
            yield return (ShapeArguments.RopeTheta, "is the base of the angles of RoPE, which this shape does not have");
        }

        if (request.RopeWidth is not null)
        {
            yield return (ShapeArguments.RopeWidth, "is the number of columns that RoPE turns, which this shape does not have");
        }
    }

    private static int? EvenBelow(int odd) => odd > 1 ? odd - 1 : null;

    private static ShapeViolation Violation(string id, string argument, params string[] message) =>
        new(id, argument, new EquatableArray<string>([.. message]));
}
