using System.Reflection;
using Microsoft.CodeAnalysis;

namespace AttnGen.Generator.Shape.Rules;

/// <summary>What a type must be to modify the scores of a kernel.</summary>
internal static class ModifierRules
{
    /// <summary>The first thing that is wrong with it.</summary>
    public static IEnumerable<ShapeViolation> Check(KernelCandidate candidate, Compilation compilation)
    {
        if (candidate.Modifier is not { } modifier)
        {
            yield break;
        }

        string name = modifier.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
        if (NoModifier(modifier) is var (obstacle, repair))
        {
            yield return Violation(RuleIds.NoModifier, name, obstacle, repair);
        }
        else if (OutOfReach(modifier, compilation) is var (barrier, opening))
        {
            yield return Violation(RuleIds.ModifierOutOfReach, name, barrier, opening);
        }
        else if (ModifierReader.Member(modifier, ModifierReader.Rule) is { } rule
            && (rule.MethodImplementationFlags & MethodImplAttributes.AggressiveInlining) == 0)
        {
            yield return Violation(RuleIds.ModifierNotInlined, name);
        }
    }

    private static (string Obstacle, string Repair)? NoModifier(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { IsUnboundGenericType: true })
        {
            return ("its type arguments are missing", "Give them, as in typeof(Penalty<Steep>)");
        }

        if (type.TypeKind != TypeKind.Struct || type.IsRefLikeType)
        {
            return ("it is not a plain struct, and .NET compiles generic code separately for structs only", "Declare it as a struct");
        }

        return WellKnown.ModifierInterface(type) is null ? ("it does not implement IScoreModifier", "Implement that interface") : null;
    }

    private static (string Obstacle, string Repair)? OutOfReach(ITypeSymbol type, Compilation compilation)
    {
        foreach (INamedTypeSymbol part in Parts(type))
        {
            string name = $"'{part.Name}'";
            if (part.IsFileLocal)
            {
                return (name + " is file-local", "Remove 'file'");
            }

            if (part.ContainingType is not null
                && part.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal)
            {
                return ($"{name} is {Word(part.DeclaredAccessibility)}", $"Make {name} internal or public");
            }
        }

        return compilation.IsSymbolAccessibleWithin(type, compilation.Assembly)
            ? null
            : ($"it is internal to the assembly '{type.ContainingAssembly.Name}'", "Make it public there");
    }

    /// <summary>The type, those around it, and its type arguments with those around them.</summary>
    private static IEnumerable<INamedTypeSymbol> Parts(ITypeSymbol type)
    {
        for (INamedTypeSymbol? part = type as INamedTypeSymbol; part is not null; part = part.ContainingType)
        {
            yield return part;
            foreach (INamedTypeSymbol argument in part.TypeArguments.SelectMany(Parts))
            {
                yield return argument;
            }
        }
    }

    private static string Word(Accessibility accessibility) => accessibility switch
    {
        Accessibility.Private => "private",
        Accessibility.Protected => "protected",
        _ => "private protected",
    };

    private static ShapeViolation Violation(string id, params string[] message) =>
        new(id, ShapeArguments.Modifier, new EquatableArray<string>([.. message]));
}
