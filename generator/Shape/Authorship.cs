using Microsoft.CodeAnalysis;

namespace AttnGen.Generator.Shape;

/// <summary>
/// Tells what this generator has written from what the user has. The generator never sees its own output, the analyzer always does, and
/// both must come to the same judgement.
/// </summary>
internal static class Authorship
{
    /// <summary>Whether somebody wrote this symbol: neither this generator nor, as it does a default constructor, the compiler.</summary>
    public static bool IsWrittenByUser(ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences.Any(reference => !IsOurs(reference.SyntaxTree.FilePath));

    // The compiler files each generated tree under …/assembly/generator/hint name.
    private static bool IsOurs(string path)
    {
        string[] folders = path.Split('/', '\\');
        return folders.Length > 1 && folders[folders.Length - 2] == typeof(AttentionGenerator).FullName;
    }
}
