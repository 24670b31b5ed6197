using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AttnGen.Generator.Diagnostics.Calls;

/// <summary>What a member does with one of its local variables.</summary>
internal static class LocalUses
{
    /// <summary>The one value that a local ever gets, at its declaration or later, or null where there may be another.</summary>
    public static IOperation? OnlyValue(ILocalReferenceOperation reference)
    {
        IVariableDeclaratorOperation? declarator = Root(reference).Descendants().OfType<IVariableDeclaratorOperation>()
            .FirstOrDefault(one => IsOf(one.Symbol, reference.Local));
        if (declarator is not { Symbol.RefKind: RefKind.None })
        {
            return null;
        }

        IOperation? value = declarator.Initializer?.Value;
        foreach (ILocalReferenceOperation use in All(reference, reference.Local))
        {
            if (use.Parent is ISimpleAssignmentOperation { IsRef: false } assignment && assignment.Target == use && value is null)
            {
                value = assignment.Value;
            }
            else if (MayChange(use))
            {
                return null;
            }
        }

        return value;
    }

    /// <summary>Every use of a local in the member that declares it.</summary>
    public static ImmutableArray<ILocalReferenceOperation> All(IOperation within, ILocalSymbol local) =>
        [.. Root(within).Descendants().OfType<ILocalReferenceOperation>().Where(use => IsOf(use.Local, local))];

    private static bool IsOf(ILocalSymbol one, ILocalSymbol other) => SymbolEqualityComparer.Default.Equals(one, other);

    private static IOperation Root(IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }

    // Whatever is not known to leave the variable alone may change it: a reference to it is as good as an assignment.
    private static bool MayChange(ILocalReferenceOperation use) => use.Parent switch
    {
        ISimpleAssignmentOperation assignment => assignment.IsRef || assignment.Target == use,
        IAssignmentOperation assignment => assignment.Target == use,
        IArgumentOperation argument => argument.Parameter is null or { RefKind: RefKind.Ref or RefKind.Out },
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.RefKind: not RefKind.None } } => true,
        IReturnOperation or IAddressOfOperation or ITupleOperation or IIncrementOrDecrementOperation or IDynamicInvocationOperation => true,
        null => true,
        var parent => parent.Kind == OperationKind.None,
    };
}
