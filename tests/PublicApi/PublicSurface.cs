using Microsoft.CodeAnalysis;

namespace AttnGen.Tests.PublicApi;

/// <summary>What others can see of an assembly or a type: one line a type or member, in order of the types and then of the members.</summary>
internal static class PublicSurface
{
    private static readonly SymbolDisplayFormat s_format = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints
            | SymbolDisplayGenericsOptions.IncludeVariance,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeRef
            | SymbolDisplayMemberOptions.IncludeModifiers | SymbolDisplayMemberOptions.IncludeContainingType
            | SymbolDisplayMemberOptions.IncludeConstantValue | SymbolDisplayMemberOptions.IncludeExplicitInterface,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName
            | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeParamsRefOut,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        kindOptions: SymbolDisplayKindOptions.IncludeTypeKeyword,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier | SymbolDisplayMiscellaneousOptions.AllowDefaultLiteral);

    /// <summary>The public types of an assembly, with their members.</summary>
    public static IEnumerable<ISymbol> Of(IAssemblySymbol assembly) =>
        Types(assembly.GlobalNamespace).Where(IsVisible).OrderBy(type => type.ToDisplayString(), StringComparer.Ordinal).SelectMany(Of);

    /// <summary>A type, then its members, then the types in it.</summary>
    public static IEnumerable<ISymbol> Of(INamedTypeSymbol type) =>
    [
        type,
        .. type.GetMembers().Where(member => IsVisible(member) && !member.IsImplicitlyDeclared && member is not ITypeSymbol && !IsAccessor(member))
            .OrderBy(member => member.Name, StringComparer.Ordinal).ThenBy(Line, StringComparer.Ordinal),
        .. type.GetTypeMembers().Where(IsVisible).OrderBy(nested => nested.Name, StringComparer.Ordinal).SelectMany(Of),
    ];

    /// <summary>A type or member as the baseline has it.</summary>
    public static string Line(ISymbol symbol) => symbol is INamedTypeSymbol type
        ? Modifier(type) + type.ToDisplayString(s_format)
            + (Bases(type) is { Length: > 0 } bases ? " : " + string.Join(", ", bases) : string.Empty)
        : "    " + symbol.ToDisplayString(s_format);

    // The format itself says what is particular about a struct.
    private static string Modifier(INamedTypeSymbol type) => type switch
    {
        { TypeKind: not TypeKind.Class } => string.Empty,
        { IsStatic: true } => "static ",
        { IsAbstract: true } => "abstract ",
        { IsSealed: true } => "sealed ",
        _ => string.Empty,
    };

    private static string[] Bases(INamedTypeSymbol type) =>
    [
        .. new[] { type.BaseType }.OfType<INamedTypeSymbol>()
            .Where(parent => parent.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType or SpecialType.System_Enum))
            .Concat(type.Interfaces.OrderBy(one => one.ToDisplayString(), StringComparer.Ordinal)).Select(parent => parent.ToDisplayString()),
    ];

    private static bool IsVisible(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal
        && (symbol.ContainingType is null || IsVisible(symbol.ContainingType));

    private static bool IsAccessor(ISymbol symbol) => symbol is IMethodSymbol
    {
        MethodKind: MethodKind.PropertyGet or MethodKind.PropertySet or MethodKind.EventAdd or MethodKind.EventRemove
    };

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceSymbol space) =>
        space.GetTypeMembers().Concat(space.GetNamespaceMembers().SelectMany(Types));
}
