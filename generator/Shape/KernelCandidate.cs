using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AttnGen.Generator.Shape;

/// <summary>An annotated class as the compiler sees it, for as long as one check or reading takes.</summary>
/// <param name="Type">The class.</param>
/// <param name="Declaration">The declaration that carries the attribute.</param>
/// <param name="Attribute">The attribute as it is written.</param>
/// <param name="Request">What it asks for.</param>
/// <param name="Modifier">The type that it names as its modifier of scores; null for none.</param>
internal sealed record KernelCandidate(
    INamedTypeSymbol Type, TypeDeclarationSyntax Declaration, AttributeSyntax Attribute, ShapeRequest Request, ITypeSymbol? Modifier)
{
    /// <summary>
    /// The candidate, or null for a type without the attribute and where the attribute itself does not compile: on a struct, twice on a
    /// class, without constants. The compiler says so.
    /// </summary>
    public static KernelCandidate? Of(INamedTypeSymbol type, CancellationToken cancellation)
    {
        if (type.TypeKind != TypeKind.Class)
        {
            return null;
        }

        AttributeData[] attributes = [.. WellKnown.ShapeAttributes(type)];
        return attributes.Length == 1
            && SpecReader.Read(attributes[0]) is { } request
            && attributes[0].ApplicationSyntaxReference?.GetSyntax(cancellation) is AttributeSyntax attribute
            && attribute.Parent?.Parent is TypeDeclarationSyntax declaration
            ? new KernelCandidate(type, declaration, attribute, request, ModifierReader.Of(attributes[0]))
            : null;
    }
}
