using AttnGen.Tests.Kernels.Features.Modifiers;

namespace AttnGen.Tests.Harness;

/// <summary>
/// The source of the modifiers under test, which are compiled a second time beside their kernels, as a user's are. A kernel's own shape has
/// the modifier of that second compilation.
/// </summary>
internal static class ModifierSource
{
    /// <summary>The files of the modifiers that some shapes have.</summary>
    public static IEnumerable<string> Files(IEnumerable<AttentionShape> shapes)
    {
        string folder = Path.Combine(Repository.Root, "tests", "Kernels", "Features", "Modifiers");
        return shapes.Select(shape => shape.Modifier).OfType<ScoreModifier>().Distinct().Select(Name).Order(StringComparer.Ordinal)
            .Select(name => File.ReadAllText(Path.Combine(folder, name + ".cs")));
    }

    /// <summary>How an attribute names a modifier.</summary>
    public static string Reference(ScoreModifier modifier) => $"typeof(global::{typeof(DistancePenalty).Namespace}.{Name(modifier)})";

    /// <summary>The name of a modifier's type and file.</summary>
    public static string Name(ScoreModifier modifier) => modifier.Type.Name;
}
