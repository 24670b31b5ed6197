using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace AttnGen.Generator.Shape.Rules;

/// <summary>The members that every kernel adds to the user's class, and what of the user's would collide with them.</summary>
internal static class KernelMembers
{
    private const string Input = "System.ReadOnlySpan<float>";
    private const string Output = "System.Span<float>";
    private const string Length = "int";

    private static readonly ImmutableArray<string> Properties = ["Shape", "Tier", "ScratchBytes"];

    private static readonly ImmutableArray<Method> Methods =
    [
        new("Create", [WellKnown.WeightsFullName]),
        new("Forward", [Input, Output, Length, Output], IsCrossAttention: false),
        new("Forward", [Input, Output, Input, Length, Output], IsCrossAttention: true),
        new("Attend", [Input, Input, Input, Output, Length, Output]),
    ];

    /// <summary>Every name once.</summary>
    public static ImmutableArray<string> Names { get; } = [.. Properties.Concat(Methods.Select(method => method.Name)).Distinct()];

    /// <summary>Whether a kernel has members of this name.</summary>
    public static bool IsName(string name) => Names.Contains(name);

    /// <summary>
    /// The kernel's member that cannot be declared beside, or would hide, the user's one; null where both can live. Methods of the same
    /// name are overloads unless their parameters are the same, too.
    /// </summary>
    public static string? Rival(ISymbol member, bool isCrossAttention) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor =>
            HasParameters(constructor, [WellKnown.WeightsFullName]) ? constructor.ContainingType.Name + "(AttentionWeights)" : null,
        IMethodSymbol { MethodKind: MethodKind.ExplicitInterfaceImplementation } method => RivalOfInterface(method.ExplicitInterfaceImplementations),
        IPropertySymbol { ExplicitInterfaceImplementations.IsEmpty: false } property => RivalOfInterface(property.ExplicitInterfaceImplementations),
        IMethodSymbol { MethodKind: MethodKind.Ordinary, Arity: 0 } method when !Properties.Contains(method.Name) =>
            Methods.Where(own => own.IsCrossAttention is null || own.IsCrossAttention == isCrossAttention)
                .FirstOrDefault(own => own.Name == method.Name && HasParameters(method, own.Parameters))?.Name,
        IMethodSymbol { Arity: > 0 } method when !Properties.Contains(method.Name) => null,
        _ => IsName(member.Name) ? member.Name : null,
    };

    private static string? RivalOfInterface(IEnumerable<ISymbol> implemented) =>
        implemented.FirstOrDefault(member => WellKnown.IsKernelInterface(member.ContainingType)) is { } member
            ? WellKnown.KernelInterfaceName + "." + member.Name
            : null;

    private static bool HasParameters(IMethodSymbol method, ImmutableArray<string> types) =>
        method.Parameters.Length == types.Length
        && method.Parameters.All(parameter => parameter.RefKind == RefKind.None && parameter.Type.ToDisplayString() == types[parameter.Ordinal]);

    /// <summary>One method of a kernel.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Parameters">The full names of its parameters' types.</param>
    /// <param name="IsCrossAttention">Whether cross-attention or self-attention has it; null for both.</param>
    private sealed record Method(string Name, ImmutableArray<string> Parameters, bool? IsCrossAttention = null);
}
