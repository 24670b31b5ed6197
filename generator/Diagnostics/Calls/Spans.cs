using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AttnGen.Generator.Diagnostics.Calls;

/// <summary>The ways from an array to a span of all or some of it.</summary>
internal static class Spans
{
    /// <summary>Whether a type is <c>Span</c> or <c>ReadOnlySpan</c>.</summary>
    public static bool IsSpan(ITypeSymbol? type) => type is INamedTypeSymbol
    {
        Name: "Span" or "ReadOnlySpan", Arity: 1, ContainingNamespace: { Name: nameof(System), ContainingNamespace.IsGlobalNamespace: true },
    };

    /// <summary>Whether a type is an array of one dimension, or a span.</summary>
    public static bool IsMemory(ITypeSymbol? type) => type is IArrayTypeSymbol { Rank: 1 } || IsSpan(type);

    /// <summary>What an expression is a view of the whole of: without conversions, and without <c>AsSpan()</c>.</summary>
    public static IOperation Source(IOperation value) => value switch
    {
        IConversionOperation { Operand: var operand } when IsMemory(operand.Type) || operand.Type is null or IPointerTypeSymbol => Source(operand),
        IInvocationOperation call when IsWhole(call) => Source(Sliced(call)!),
        _ => value,
    };

    /// <summary>Whether a method makes a span of a part, or of the whole, of a span or an array.</summary>
    public static bool IsSlice(IMethodSymbol method) =>
        (method.Name == "Slice" && IsSpan(method.ContainingType))
        || (method is { Name: "AsSpan", ContainingType: { Name: "MemoryExtensions", ContainingNamespace.Name: nameof(System) } }
            && (method.ReducedFrom ?? method).Parameters[0].Type is IArrayTypeSymbol);

    /// <summary>What a slice is a slice of.</summary>
    public static IOperation? Sliced(IInvocationOperation call) => call.Instance ?? call.Arguments.FirstOrDefault()?.Value;

    private static bool IsWhole(IInvocationOperation call) =>
        IsSlice(call.TargetMethod) && call.Arguments.Length == (call.Instance is null ? 1 : 0);
}
