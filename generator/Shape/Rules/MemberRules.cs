using Microsoft.CodeAnalysis;

namespace AttnGen.Generator.Shape.Rules;

/// <summary>The members that a kernel adds must not be there already.</summary>
internal static class MemberRules
{
    private const string Rename = "Rename yours";

    /// <summary>Every member, type parameter and name that stands where a member of the kernel must.</summary>
    public static IEnumerable<TypeViolation> Check(KernelCandidate candidate, Compilation compilation)
    {
        INamedTypeSymbol type = candidate.Type;
        Location identifier = candidate.Declaration.Identifier.GetLocation();
        var kernel = new KernelMembers(candidate.Request.ToSpec());
        if (kernel.IsName(type.Name))
        {
            yield return Taken(type, identifier, type.Name, "it is the name of the class itself");
        }

        foreach (ITypeParameterSymbol parameter in type.TypeParameters.Where(parameter => kernel.IsName(parameter.Name)))
        {
            yield return Taken(type, parameter.Locations[0], parameter.Name, "it is the name of a type parameter");
        }

        foreach (ISymbol member in type.GetMembers().Where(Authorship.IsWrittenByUser))
        {
            if (kernel.Rival(member) is { } name)
            {
                yield return Taken(type, member.Locations[0], name, "the class declares it already", Repair(member));
            }
        }

        for (INamedTypeSymbol? parent = type.BaseType; parent is not null; parent = parent.BaseType)
        {
            foreach (ISymbol member in kernel.Names.SelectMany(name => parent.GetMembers(name)))
            {
                if (kernel.Rival(member) is { } rival && compilation.IsSymbolAccessibleWithin(member, type))
                {
                    yield return Taken(type, identifier, rival, "the class inherits it from '" + parent.Name + "'");
                }
            }
        }
    }

    // Neither a constructor nor an explicit implementation has a name that could be another.
    private static string Repair(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } => "Remove yours, or give it other parameters",
        IMethodSymbol { ExplicitInterfaceImplementations.IsEmpty: false } => "Remove yours",
        IPropertySymbol { ExplicitInterfaceImplementations.IsEmpty: false } => "Remove yours",
        _ => Rename,
    };

    private static TypeViolation Taken(INamedTypeSymbol type, Location where, string name, string reason, string repair = Rename) =>
        new(RuleIds.MemberTaken, where, type.Name, name, reason, repair);
}
