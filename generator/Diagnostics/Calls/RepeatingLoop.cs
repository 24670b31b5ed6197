using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AttnGen.Generator.Diagnostics.Calls;

/// <summary>The loop that repeats what stands in its body.</summary>
internal static class RepeatingLoop
{
    /// <summary>The innermost loop around an operation; null where there is none, or where its first turn is its last.</summary>
    public static ILoopOperation? Around(IOperation operation)
    {
        for (IOperation part = operation; part.Parent is { } parent; part = parent)
        {
            switch (parent)
            {
                case ILoopOperation loop when loop.Body == part:
                    return IsLeft(loop.Body) ? null : loop;
                case IAnonymousFunctionOperation or ILocalFunctionOperation:
                    return null;
            }
        }

        return null;
    }

    /// <summary>Whether a statement of a body, once begun, leaves the loop: a loop that tries until it succeeds mostly turns once.</summary>
    private static bool IsLeft(IOperation statement) => statement switch
    {
        IBlockOperation block => block.Operations.Any(IsLeft),
        ITryOperation attempt => IsLeft(attempt.Body),
        ILockOperation held => IsLeft(held.Body),
        IUsingOperation used => IsLeft(used.Body),
        IReturnOperation { Kind: OperationKind.Return } or IThrowOperation => true,
        IExpressionStatementOperation { Operation: IThrowOperation } => true,
        IBranchOperation { BranchKind: not BranchKind.Continue } => true,
        _ => false,
    };
}
