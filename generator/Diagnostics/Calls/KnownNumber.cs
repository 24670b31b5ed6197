using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AttnGen.Generator.Diagnostics.Calls;

/// <summary>Whole numbers that the source gives: constants, variables that keep one, and their sums, differences and products.</summary>
internal static class KnownNumber
{
    /// <summary>The number, or null where it is not known for sure.</summary>
    public static long? Of(IOperation value) => Of(value, OnlyValue.Depth);

    private static long? Of(IOperation value, int depth) => value switch
    {
        { ConstantValue: { HasValue: true, Value: int number } } => number,
        { ConstantValue: { HasValue: true, Value: long number } } => number,
        IConversionOperation { IsImplicit: true, Operand: var operand } => Of(operand, depth),
        IBinaryOperation { OperatorMethod: null } binary => Combined(binary, depth),
        _ when depth > 0 && OnlyValue.Of(value) is { } only => Of(only, depth - 1),
        _ => null,
    };

    // What an int does not hold is no length, and may have overflowed.
    private static long? Combined(IBinaryOperation binary, int depth)
    {
        if (Of(binary.LeftOperand, depth) is not { } left || Of(binary.RightOperand, depth) is not { } right)
        {
            return null;
        }

        long? result = binary.OperatorKind switch
        {
            BinaryOperatorKind.Add => left + right,
            BinaryOperatorKind.Subtract => left - right,
            BinaryOperatorKind.Multiply => left * right,
            _ => null,
        };
        return result is >= 0 and <= int.MaxValue ? result : null;
    }
}
