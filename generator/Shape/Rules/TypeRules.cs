using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AttnGen.Generator.Shape.Rules;

/// <summary>
/// What a class must be for a kernel to be added to it. The generator and the analyzer both ask here, as they do
/// <see cref="SpecRules"/> about the numbers.
/// </summary>
internal static class TypeRules
{
    /// <summary>Everything that is wrong with the class.</summary>
    public static IEnumerable<TypeViolation> Check(KernelCandidate candidate, Compilation compilation)
    {
        IEnumerable<TypeViolation> violations = [.. Partial(candidate), .. Around(candidate), .. Kind(candidate)];

        // The members of a kernel's base class are the kernel's own, and so is its constructor: one word about it is enough.
        return KernelAmongBases(candidate.Type) is null
            ? [.. violations, .. MemberRules.Check(candidate, compilation), .. ConstructorRules.Check(candidate, compilation)]
            : violations;
    }

    /// <summary>The types around the class that are not partial, from the inside out.</summary>
    public static IEnumerable<TypeViolation> Around(KernelCandidate candidate)
    {
        INamedTypeSymbol? parent = candidate.Type.ContainingType;
        foreach (TypeDeclarationSyntax declaration in candidate.Declaration.Ancestors().OfType<TypeDeclarationSyntax>())
        {
            if (parent is not null && !IsPartial(declaration))
            {
                yield return new TypeViolation(
                    RuleIds.ContainingTypeNotPartial,
                    declaration.Identifier.GetLocation(),
                    parent.Name,
                    candidate.Type.Name,
                    "partial " + TypeReader.Keyword(parent) + " " + parent.Name);
            }

            parent = parent?.ContainingType;
        }
    }

    private static IEnumerable<TypeViolation> Partial(KernelCandidate candidate)
    {
        if (!IsPartial(candidate.Declaration))
        {
            yield return new TypeViolation(
                RuleIds.NotPartial,
                candidate.Declaration.Identifier.GetLocation(),
                candidate.Type.Name,
                "partial " + TypeReader.Keyword(candidate.Type) + " " + candidate.Type.Name);
        }
    }

    private static bool IsPartial(TypeDeclarationSyntax declaration) => declaration.Modifiers.Any(SyntaxKind.PartialKeyword);

    private static IEnumerable<TypeViolation> Kind(KernelCandidate candidate)
    {
        if (Obstacle(candidate.Type) is var (obstacle, repair))
        {
            yield return new TypeViolation(
                RuleIds.UnsupportedClass, candidate.Declaration.Identifier.GetLocation(), candidate.Type.Name, obstacle, repair);
        }
    }

    private static (string Obstacle, string Repair)? Obstacle(INamedTypeSymbol type)
    {
        if (type.IsStatic)
        {
            return ("it is static, and a kernel is an instance that holds its weights", "Remove 'static'");
        }

        if (type.IsAbstract)
        {
            return ("it is abstract, and Create must make an instance of it", "Remove 'abstract'");
        }

        if (FileLocal(type) is { } local)
        {
            string subject = SymbolEqualityComparer.Default.Equals(local, type) ? "it" : "'" + local.Name + "' around it";
            return (subject + " is file-local, and the kernel is generated into another file", "Remove 'file'");
        }

        return KernelAmongBases(type) is { } kernel
            ? ("it derives from the kernel '" + kernel.Name + "', whose members it would hide", "Hold that kernel in a field instead")
            : null;
    }

    private static INamedTypeSymbol? FileLocal(INamedTypeSymbol type)
    {
        INamedTypeSymbol? part = type;
        while (part is { IsFileLocal: false })
        {
            part = part.ContainingType;
        }

        return part;
    }

    private static INamedTypeSymbol? KernelAmongBases(INamedTypeSymbol type)
    {
        INamedTypeSymbol? part = type.BaseType;
        while (part is not null && !WellKnown.IsKernel(part))
        {
            part = part.BaseType;
        }

        return part;
    }
}
