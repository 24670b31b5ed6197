using System.Collections.Immutable;
using AttnGen.Generator.Shape.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AttnGen.Generator.Shape;

/// <summary>Reads what it takes to open a type again in another file.</summary>
internal static class TypeReader
{
    /// <summary>The type, as text. It must have passed <see cref="TypeRules"/>.</summary>
    public static TypeSpec Read(INamedTypeSymbol type)
    {
        ImmutableArray<string>.Builder declarations = ImmutableArray.CreateBuilder<string>();
        for (INamedTypeSymbol? part = type; part is not null; part = part.ContainingType)
        {
            declarations.Insert(0, "partial " + Keyword(part) + " " + NameWithParameters(part));
        }

        return new TypeSpec(
            Namespace(type.ContainingNamespace),
            new EquatableArray<string>(declarations.ToImmutable()),
            NameWithParameters(type),
            TypeName(type),
            HintName.Of(type));
    }

    /// <summary>The keyword that declares a type.</summary>
    public static string Keyword(INamedTypeSymbol type) => (type.TypeKind, type.IsRecord) switch
    {
        (TypeKind.Interface, _) => "interface",
        (TypeKind.Struct, false) => "struct",
        (TypeKind.Struct, true) => "record struct",
        (_, true) => "record",
        _ => "class",
    };

    private static string Namespace(INamespaceSymbol symbol)
    {
        string name = "";
        for (INamespaceSymbol part = symbol; !part.IsGlobalNamespace; part = part.ContainingNamespace)
        {
            name = name.Length == 0 ? Escaped(part.Name) : Escaped(part.Name) + "." + name;
        }

        return name;
    }

    // Partial declarations must repeat the type parameters' names, but neither their constraints nor their attributes.
    private static string NameWithParameters(INamedTypeSymbol type) => type.TypeParameters.IsEmpty
        ? TypeName(type)
        : TypeName(type) + "<" + string.Join(", ", type.TypeParameters.Select(TypeName)) + ">";

    // The compiler warns of types in lower-case letters, which may become keywords (CS8981), unless they are escaped. If it has warned
    // the user, then once is enough.
    private static string TypeName(ITypeSymbol type) =>
        type.Name.All(letter => letter is >= 'a' and <= 'z') ? "@" + type.Name : Escaped(type.Name);

    // Contextual keywords are escaped as well: some of them, such as record, are no type's name without it, and none minds it.
    private static string Escaped(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
            ? "@" + name
            : name;
}
