using System.Globalization;
using System.Text;
using AttnGen.Generator.Shape.Scope;
using Microsoft.CodeAnalysis;

namespace AttnGen.Generator.Shape;

/// <summary>
/// The name of the file that is generated for a type: its full metadata name, so that a person finds it. A hash of that name is added
/// where the name alone will not do.
/// </summary>
internal static class HintName
{
    /// <summary>
    /// The longest name in bytes of UTF-8, which is how file systems count. Windows grants a whole path 260 characters, of which the
    /// project's folder and obj/…/generated/AttnGen.Generator/AttnGen.Generator.AttentionGenerator/ take the greater part.
    /// </summary>
    private const int LongestName = 100;

    private const string Extension = ".g.cs";

    /// <summary>The file's name: the same in every compilation with these types, and no other type's, in upper or lower case.</summary>
    public static string Of(INamedTypeSymbol type)
    {
        string name = FullMetadataName(type);
        string tail = "-" + Hash(name);
        int room = LongestName - Extension.Length;
        if (Encoding.UTF8.GetByteCount(name) > room)
        {
            return Prefix(name, room - tail.Length) + tail + Extension;
        }

        return HasTwin(type) ? name + tail + Extension : name + Extension;
    }

    private static string FullMetadataName(INamedTypeSymbol type)
    {
        string name = type.MetadataName;
        for (INamedTypeSymbol? parent = type.ContainingType; parent is not null; parent = parent.ContainingType)
        {
            name = parent.MetadataName + "+" + name;
        }

        for (INamespaceSymbol space = type.ContainingNamespace; !space.IsGlobalNamespace; space = space.ContainingNamespace)
        {
            name = space.MetadataName + "." + name;
        }

        return name;
    }

    // Roslyn, Windows and macOS compare file names without regard to case; C# does not.
    private static bool HasTwin(INamedTypeSymbol type)
    {
        for (INamespaceOrTypeSymbol part = type; part is not INamespaceSymbol { IsGlobalNamespace: true };)
        {
            INamespaceOrTypeSymbol container = part.ContainingType ?? (INamespaceOrTypeSymbol)part.ContainingNamespace;
            IEnumerable<ISymbol> siblings = container is INamedTypeSymbol parent ? parent.GetTypeMembers() : container.GetMembers();
            foreach (ISymbol sibling in siblings)
            {
                if (sibling.MetadataName != part.MetadataName
                    && string.Equals(sibling.MetadataName, part.MetadataName, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }

            part = container;
        }

        return false;
    }

    private static string Prefix(string name, int bytes)
    {
        int length = Math.Min(name.Length, bytes);
        while (Encoding.UTF8.GetByteCount(name.Substring(0, length)) > bytes)
        {
            length--;
        }

        return name.Substring(0, length);
    }

    private static string Hash(string name) => default(Fingerprint).With(name).Value.ToString("x16", CultureInfo.InvariantCulture);
}
