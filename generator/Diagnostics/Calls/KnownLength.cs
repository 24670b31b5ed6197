using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AttnGen.Generator.Diagnostics.Calls;

/// <summary>A length of an array or a span that the source gives.</summary>
internal readonly struct KnownLength(long value, SyntaxNode? written)
{
    /// <summary>The length.</summary>
    public long Value { get; } = value;

    /// <summary>Where it is written, if it is written as such.</summary>
    public SyntaxNode? Written { get; } = written;

    /// <summary>The length of what an expression gives, or null where it is not known for sure.</summary>
    public static KnownLength? Of(IOperation value) => Of(value, OnlyValue.Depth);

    private static KnownLength? Of(IOperation value, int depth)
    {
        IOperation operation = Spans.Source(value);
        return operation switch
        {
            IArrayCreationOperation { DimensionSizes.Length: 1 } creation => OfSize(creation.DimensionSizes[0], creation.Initializer is null),
            ICollectionExpressionOperation collection => OfElements(collection),
            IDefaultValueOperation or ILiteralOperation { ConstantValue: { HasValue: true, Value: null } } => Empty,
            IPropertyReferenceOperation { Property: { IsStatic: true, Name: "Empty" } property } when Spans.IsSpan(property.ContainingType) => Empty,
            IInvocationOperation call => OfCall(call, depth),
            IArrayElementReferenceOperation { Indices.Length: 1 } element => OfRange(element.ArrayReference, element.Indices[0], depth),
            IImplicitIndexerReferenceOperation element => OfRange(element.Instance, element.Argument, depth),
            _ when OnlyValue.Of(operation) is { } only => depth > 0 ? Of(only, depth - 1) : null,
            _ => OfStackMemory(operation),
        };
    }

    private static KnownLength Empty => new(0, null);

    private static KnownLength? OfSize(IOperation size, bool isWritten) => KnownNumber.Of(size) is { } value
        ? new KnownLength(value, isWritten && size.ConstantValue.HasValue ? size.Syntax : null)
        : null;

    private static KnownLength? OfElements(ICollectionExpressionOperation collection) =>
        collection.Elements.Any(element => element is ISpreadOperation) ? null : new KnownLength(collection.Elements.Length, null);

    private static KnownLength? OfCall(IInvocationOperation call, int depth)
    {
        if (Spans.IsSlice(call.TargetMethod))
        {
            return OfSlice(call, depth);
        }

        return call.TargetMethod switch
        {
            { Name: "Empty", ContainingType.SpecialType: SpecialType.System_Array } => Empty,
            { Name: "AllocateArray" or "AllocateUninitializedArray", ContainingType: { Name: "GC", ContainingNamespace.Name: nameof(System) } }
                when Argument(call, "length") is { } length => OfSize(length, isWritten: true),
            _ => null,
        };
    }

    /// <summary>The length of a slice: given, or what is left of a known length behind a known start.</summary>
    private static KnownLength? OfSlice(IInvocationOperation call, int depth)
    {
        IOperation whole = Spans.Sliced(call)!;
        if (Argument(call, "range") is { } range)
        {
            return OfRange(whole, range, depth);
        }

        return Argument(call, "length") is { } length
            ? OfSize(length, isWritten: true)
            : Argument(call, "start") is { } start
                && KnownNumber.Of(start) is { } first
                && Of(whole, depth) is { } all
                && first <= all.Value
                    ? new KnownLength(all.Value - first, null)
                    : null;
    }

    /// <summary>The length of <c>whole[start..end]</c>, whose ends may be counted from the end of the whole.</summary>
    private static KnownLength? OfRange(IOperation whole, IOperation range, int depth)
    {
        if (range is not IRangeOperation { LeftOperand: var left, RightOperand: var right }
            || RangeEnd.Of(left, whenAbsent: new RangeEnd(0, fromEnd: false)) is not { } start
            || RangeEnd.Of(right, whenAbsent: new RangeEnd(0, fromEnd: true)) is not { } end)
        {
            return null;
        }

        bool isWritten = start is { Number: 0, FromEnd: false } && end is { FromEnd: false, Syntax: not null };
        long? length = start.FromEnd == end.FromEnd
            ? start.FromEnd ? start.Number - end.Number : end.Number - start.Number
            : Of(whole, depth) is { } all ? end.Offset(all.Value) - start.Offset(all.Value) : null;
        return length >= 0 ? new KnownLength(length.Value, isWritten ? end.Syntax : null) : null;
    }

    // The compiler has no operation of its own for stackalloc.
    private static KnownLength? OfStackMemory(IOperation operation) => operation.Syntax switch
    {
        StackAllocArrayCreationExpressionSyntax { Initializer: { } initializer } => new KnownLength(initializer.Expressions.Count, null),
        ImplicitStackAllocArrayCreationExpressionSyntax { Initializer: var initializer } => new KnownLength(initializer.Expressions.Count, null),
        StackAllocArrayCreationExpressionSyntax { Type: ArrayTypeSyntax { RankSpecifiers: { Count: 1 } ranks } }
            when operation.SemanticModel?.GetConstantValue(ranks[0].Sizes[0]) is { HasValue: true, Value: int value } =>
                new KnownLength(value, ranks[0].Sizes[0]),
        _ => null,
    };

    private static IOperation? Argument(IInvocationOperation call, string parameter) =>
        call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == parameter)?.Value;
}
