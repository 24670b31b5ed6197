using Microsoft.CodeAnalysis;

namespace AttnGen.Generator.Shape;

/// <summary>Reads the type that an [AttentionShape] names as its modifier of scores.</summary>
internal static class ModifierReader
{
    /// <summary>The method that is the rule.</summary>
    public const string Rule = "Apply";

    private const string DataLength = "DataLength";

    /// <summary>The type, or null where there is none.</summary>
    public static ITypeSymbol? Of(AttributeData attribute) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == ShapeArguments.Modifier).Value is { Kind: TypedConstantKind.Type } constant
            ? constant.Value as ITypeSymbol
            : null;

    /// <summary>The modifier, as text. It means something only where <see cref="Rules.ModifierRules"/> finds nothing.</summary>
    public static ModifierSpec Read(ITypeSymbol type) =>
        new(type.Name, type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), Member(type, DataLength) is { ContainingType.TypeKind: not TypeKind.Interface });

    /// <summary>What a type has for a method of the interface; null where it has nothing of its own.</summary>
    public static IMethodSymbol? Member(ITypeSymbol type, string name) =>
        WellKnown.ModifierInterface(type)?.GetMembers(name).OfType<IMethodSymbol>().FirstOrDefault() is { } member
            ? type.FindImplementationForInterfaceMember(member) as IMethodSymbol
            : null;
}
