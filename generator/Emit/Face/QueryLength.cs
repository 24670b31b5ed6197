using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Emit;

/// <summary>The argument that says how many queries are real, where they are counted apart from the keys.</summary>
internal static class QueryLength
{
    /// <summary>The argument's name.</summary>
    public const string Name = "queryLength";

    /// <summary>The parameter, last of all.</summary>
    public static string Parameter(AttentionSpec spec) => $", int {Name} = {Literal.Int(spec.N)}";

    /// <summary>The same argument out of the optional parts of a call.</summary>
    public static string FromParts(AttentionSpec spec) => $", {Name}: arguments.QueryLength ?? {Literal.Int(spec.N)}";

    /// <summary>The parameter's documentation.</summary>
    public static string Doc(AttentionSpec spec) =>
        $"/// <param name=\"{Name}\">The number of real queries, 0 … {Literal.Int(spec.N)}; the output of those past it is 0.</param>";

    /// <summary>The check that it lies in its range.</summary>
    public static string Check(AttentionSpec spec) => $"{FaceNames.Guard}Queries({Name}, {Literal.Int(spec.N)});";
}
