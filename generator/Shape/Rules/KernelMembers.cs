using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace AttnGen.Generator.Shape.Rules;

/// <summary>The members that a kernel of some shape adds to the user's class, and what of the user's would collide with them.</summary>
internal sealed class KernelMembers(AttentionSpec shape)
{
    private const string Length = "int";
    private const string Position = "int";
    private const string Create = nameof(Create);
    private const string Forward = nameof(Forward);
    private const string Attend = nameof(Attend);
    private const string Cache = nameof(Cache);

    private static readonly string[] WeightTypes = [WeightsOf(NumberType.Float), WeightsOf(NumberType.Double)];

    private static readonly ImmutableArray<string> Properties = ["Shape", "Tier", "ScratchBytes"];

    /// <summary>Every name once.</summary>
    public ImmutableArray<string> Names =>
        shape.HasCache ? [.. Properties, Create, Forward, Attend, Cache] : [.. Properties, Create, Forward, Attend];

    private string Input => $"System.ReadOnlySpan<{Element}>";

    private string Output => $"System.Span<{Element}>";

    private string Learned => $"System.ReadOnlySpan<{shape.Number.Name}>";

    private string Result => $"System.Span<{shape.Number.Name}>";

    private string Element => shape.Element switch
    {
        ElementType.Float16 => "System.Half",
        ElementType.BFloat16 => WellKnown.BFloat16FullName,
        _ => shape.Number.Name,
    };

    /// <summary>Whether the kernel has members of this name.</summary>
    public bool IsName(string name) => Names.Contains(name);

    /// <summary>Whether a constructor has the parameters of the one that packs the weights.</summary>
    public static bool IsWeightsConstructor(IMethodSymbol constructor) =>
        WeightTypes.Any(weights => HasParameters(constructor, [weights]));

    /// <summary>
    /// The kernel's member that cannot be declared beside, or would hide, the given one; null where both can live. Methods of the same
    /// name are overloads unless their parameters are the same, too. An accessor goes with its property.
    /// </summary>
    public string? Rival(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor =>
            HasParameters(constructor, [WeightsOf(shape.Number)]) ? constructor.ContainingType.Name + "(AttentionWeights)" : null,
        IMethodSymbol { AssociatedSymbol: not null } => null,
        IMethodSymbol { ExplicitInterfaceImplementations: { IsEmpty: false } implemented } => RivalOfInterface(implemented),
        IPropertySymbol { ExplicitInterfaceImplementations: { IsEmpty: false } implemented } => RivalOfInterface(implemented),
        IMethodSymbol method when ParametersOf(method.Name) is { } parameters =>
            method.Arity == 0 && HasParameters(method, parameters) ? method.Name : null,
        _ => IsName(member.Name) ? member.Name : null,
    };

    private static string WeightsOf(NumberType number) => WellKnown.WeightsFullName + number.Argument;

    private static string? RivalOfInterface(IEnumerable<ISymbol> implemented) =>
        implemented.FirstOrDefault(member => WellKnown.IsKernelInterface(member.ContainingType)) is { } member
            ? member.ContainingType.Name + "." + member.Name
            : null;

    private static bool HasParameters(IMethodSymbol method, string[] types) =>
        method.Parameters.Length == types.Length
        && method.Parameters.All(parameter =>
            parameter.RefKind == RefKind.None && IsOfType(parameter, types[parameter.Ordinal]));

    // The cache is nested in the user's class; to the generator, which does not see what it writes itself, it is a name without a type.
    private static bool IsOfType(IParameterSymbol parameter, string type) =>
        type == Cache ? parameter.Type.Name == Cache : parameter.Type.ToDisplayString() == type;

    /// <summary>The full names of the types that a method of the kernel takes; null for every other name.</summary>
    private string[]? ParametersOf(string method)
    {
        string[] weights = shape.OffersWeights ? [Result] : [];
        string[] position = shape.HasRope ? [Position] : [];
        string[] data = shape.Modifier is { HasData: true } ? [Learned] : [];
        return method switch
        {
            Create => [WeightsOf(shape.Number)],
            Forward when shape.HasCache => [Input, Output, Cache, .. data, .. weights, .. ScoreParts()],
            Attend when shape.HasCache => [Input, Input, Input, Output, Cache, .. LearnedParts(), .. data, .. weights, .. ScoreParts()],
            Forward when shape.IsCrossAttention => [Input, Output, Input, .. data, Length, .. weights, .. ScoreParts(), .. position, Length],
            Forward => [Input, Output, .. data, Length, .. weights, .. ScoreParts(), .. position],
            Attend => [Input, Input, Input, Output, .. LearnedParts(), .. data, Length, .. weights, .. ScoreParts(), Length],
            _ => null,
        };
    }

    private IEnumerable<string> LearnedParts()
    {
        if (shape.RelativeBias)
        {
            yield return Learned;
        }

        if (shape.Sink == SinkKind.Learned)
        {
            yield return Learned;
        }
    }

    private IEnumerable<string> ScoreParts()
    {
        if (shape.Mask != MaskKind.None)
        {
            yield return shape.Mask == MaskKind.Boolean ? "System.ReadOnlySpan<bool>" : Input;
            yield return Length;
        }

        if (shape.LogSumExp)
        {
            yield return Result;
        }

        if (shape.Scores != ScoreStage.None)
        {
            yield return Result;
        }
    }
}
