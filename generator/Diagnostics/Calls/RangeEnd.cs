using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AttnGen.Generator.Diagnostics.Calls;

/// <summary>One end of a range: a number of elements from the beginning, or from the end.</summary>
/// <param name="Number">The number of elements.</param>
/// <param name="FromEnd">Whether it is counted from the end.</param>
/// <param name="Syntax">Where the number is written as a constant.</param>
internal readonly record struct RangeEnd(long Number, bool FromEnd, SyntaxNode? Syntax = null)
{
    /// <summary>The end that an operand of a range is, or null where it is not known for sure.</summary>
    public static RangeEnd? Of(IOperation? operand, RangeEnd whenAbsent) => operand switch
    {
        null => whenAbsent,
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat, Operand: var fromEnd } => Known(fromEnd, isFromEnd: true),
        IConversionOperation { Operand: var fromStart } => Known(fromStart, isFromEnd: false),
        _ => null,
    };

    /// <summary>Where the end is in a whole of some length.</summary>
    public long Offset(long whole) => FromEnd ? whole - Number : Number;

    private static RangeEnd? Known(IOperation number, bool isFromEnd) => KnownNumber.Of(number) is { } value
        ? new RangeEnd(value, isFromEnd, number.ConstantValue.HasValue ? number.Syntax : null)
        : null;
}
