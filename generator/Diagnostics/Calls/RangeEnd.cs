using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AttnGen.Generator.Diagnostics.Calls;

/// <summary>One end of a range: a number of elements from the beginning, or from the end.</summary>
internal readonly struct RangeEnd(long number, bool fromEnd, SyntaxNode? syntax = null)
{
    /// <summary>The number of elements.</summary>
    public long Number { get; } = number;

    /// <summary>Whether it is counted from the end.</summary>
    public bool FromEnd { get; } = fromEnd;

    /// <summary>Where the number is written as a constant.</summary>
    public SyntaxNode? Syntax { get; } = syntax;

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
