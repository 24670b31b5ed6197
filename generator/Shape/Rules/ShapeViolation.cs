namespace AttnGen.Generator.Shape.Rules;

/// <summary>One thing that is wrong with the numbers of a shape.</summary>
/// <param name="Id">One of <see cref="RuleIds"/>.</param>
/// <param name="Argument">The argument to point at: one of <see cref="ShapeArguments"/>, and one that the user has written.</param>
/// <param name="Message">What the message of the diagnostic says in its places.</param>
internal sealed record ShapeViolation(string Id, string Argument, EquatableArray<string> Message)
{
    /// <summary>The next smaller size that would do, if one would.</summary>
    public int? Smaller { get; init; }

    /// <summary>The next larger size that would do, if one would.</summary>
    public int? Larger { get; init; }
}
