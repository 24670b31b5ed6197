using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AttnGen.Generator.Shape.Rules;

/// <summary>
/// A kernel gets its weights from the generated constructor, which takes them and calls the base class without arguments. Nothing may
/// stand in its way, and no other constructor may go around it.
/// </summary>
internal static class ConstructorRules
{
    /// <summary>Everything about the class's constructors, base class and members that makes its instances impossible or empty.</summary>
    public static IEnumerable<TypeViolation> Check(KernelCandidate candidate, Compilation compilation)
    {
        INamedTypeSymbol type = candidate.Type;
        if (PrimaryConstructor(type) is { } primary)
        {
            // The user's other constructors have to call the primary one then. That they bypass the weights is no mistake of their own.
            yield return Impossible(
                primary.GetLocation(), type, "every constructor would have to call the primary one", "Declare properties in its stead");
        }
        else
        {
            foreach (IMethodSymbol constructor in type.InstanceConstructors.Where(Authorship.IsWrittenByUser).Where(BypassesWeights))
            {
                yield return new TypeViolation(
                    RuleIds.WeightsBypassed,
                    constructor.Locations[0],
                    constructor.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat),
                    IsCopy(constructor) ? "Remove it: the compiler's own copies them" : "Let it call the generated one: ': this(weights)'");
            }
        }

        Location identifier = candidate.Declaration.Identifier.GetLocation();
        if (type.BaseType is { TypeKind: TypeKind.Class } parent && !CanBeBuiltWithoutArguments(parent, type, compilation))
        {
            yield return Impossible(
                identifier,
                type,
                "the base class '" + parent.Name + "' has no constructor that can be called without arguments",
                "Give it one, or hold it in a field instead");
        }

        foreach (ISymbol member in RequiredMembers(type))
        {
            yield return Impossible(
                SymbolEqualityComparer.Default.Equals(member.ContainingType, type) ? member.Locations[0] : identifier,
                type,
                "it could not set the required member '" + member.Name + "'",
                "Remove 'required'; a constructor of your own that calls this(weights) can take it");
        }
    }

    private static ParameterListSyntax? PrimaryConstructor(INamedTypeSymbol type) => type.InstanceConstructors
        .Select(Syntax).OfType<TypeDeclarationSyntax>().Select(declaration => declaration.ParameterList).FirstOrDefault();

    private static SyntaxNode? Syntax(IMethodSymbol constructor) => constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();

    private static bool BypassesWeights(IMethodSymbol constructor) =>
        Syntax(constructor) is ConstructorDeclarationSyntax declaration
        && !declaration.Initializer.IsKind(SyntaxKind.ThisConstructorInitializer)
        && !KernelMembers.IsWeightsConstructor(constructor);

    private static bool IsCopy(IMethodSymbol constructor) =>
        constructor.ContainingType.IsRecord
        && constructor.Parameters.Length == 1
        && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, constructor.ContainingType);

    private static bool CanBeBuiltWithoutArguments(INamedTypeSymbol parent, INamedTypeSymbol type, Compilation compilation) =>
        parent.InstanceConstructors.Any(constructor =>
            constructor.Parameters.All(parameter => parameter.IsOptional || parameter.IsParams)
            && compilation.IsSymbolAccessibleWithin(constructor, type));

    private static IEnumerable<ISymbol> RequiredMembers(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? part = type; part is not null; part = part.BaseType)
        {
            foreach (ISymbol member in part.GetMembers())
            {
                if (member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true })
                {
                    yield return member;
                }
            }
        }
    }

    private static TypeViolation Impossible(Location where, INamedTypeSymbol type, string reason, string repair) =>
        new(RuleIds.ConstructorImpossible, where, type.Name, reason, repair);
}
