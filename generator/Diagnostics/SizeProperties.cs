using System.Collections.Immutable;
using AttnGen.Generator.Shape;
using AttnGen.Generator.Shape.Rules;

namespace AttnGen.Generator.Diagnostics;

/// <summary>The sizes that would do in the place of a wrong one, as a diagnostic carries them to whoever mends it.</summary>
internal static class SizeProperties
{
    /// <summary>The argument whose size is wrong.</summary>
    public const string Argument = nameof(Argument);

    /// <summary>The next smaller size.</summary>
    public const string Smaller = nameof(Smaller);

    /// <summary>The next larger size.</summary>
    public const string Larger = nameof(Larger);

    /// <summary>The properties of a diagnostic; none where no size is near.</summary>
    public static ImmutableDictionary<string, string?> Of(ShapeViolation violation)
    {
        ImmutableDictionary<string, string?> sizes = ImmutableDictionary<string, string?>.Empty;
        sizes = violation.Smaller is { } smaller ? sizes.Add(Smaller, Invariant.Text(smaller)) : sizes;
        sizes = violation.Larger is { } larger ? sizes.Add(Larger, Invariant.Text(larger)) : sizes;
        return sizes.IsEmpty ? sizes : sizes.Add(Argument, violation.Argument);
    }
}
