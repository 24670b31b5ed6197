using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AttnGen.Generator.Diagnostics.Calls;

/// <summary>What is done with an array in one place: whether it is over when the statement is.</summary>
internal static class BufferUse
{
    /// <summary>A conversion to a span and a call of <c>AsSpan</c> show the same array; so does what is done with their result.</summary>
    public static IOperation View(IOperation array) => array.Parent switch
    {
        IConversionOperation conversion when Spans.IsMemory(conversion.Type) => View(conversion),
        IArgumentOperation { Parent: IInvocationOperation call } when Spans.IsSlice(call.TargetMethod) && Spans.Sliced(call) == array => View(call),
        IInvocationOperation call when Spans.IsSlice(call.TargetMethod) && call.Instance == array => View(call),
        _ => array,
    };

    /// <summary>Whether nobody can hold the array after one use of it in a loop, so that the next turn may use it again.</summary>
    public static bool IsOver(IOperation use, ILoopOperation loop)
    {
        IOperation view = View(use);
        return !IsInFunction(use, loop) && (view.Parent is IArgumentOperation argument ? !MayKeep(argument) : IsElement(view));
    }

    // An element, the length, all elements in turn, or something that a span can do to itself.
    private static bool IsElement(IOperation view) => view.Parent switch
    {
        IArrayElementReferenceOperation element => !IsReference(element),
        IPropertyReferenceOperation { Property.IsIndexer: true } element => !IsReference(element),
        IPropertyReferenceOperation { Property.Name: "Length" } => true,
        IConversionOperation { Parent: IForEachLoopOperation } or IForEachLoopOperation => true,
        IInvocationOperation { TargetMethod: { ReturnsVoid: true, ContainingType: var type } } => Spans.IsSpan(type),
        _ => false,
    };

    private static bool IsReference(IOperation element) => element.Parent switch
    {
        IArgumentOperation { Parameter.RefKind: not RefKind.None } => true,
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.RefKind: not RefKind.None } } => true,
        IReturnOperation or IAddressOfOperation or ISimpleAssignmentOperation { IsRef: true } => true,
        var parent => parent is null || parent.Kind == OperationKind.None,
    };

    // A method that takes a span and gives nothing back that could hold it has forgotten it when it returns; so have Array.Fill and Copy.
    private static bool MayKeep(IArgumentOperation argument)
    {
        if (argument is not { Parameter: { RefKind: RefKind.None } parameter, Parent: IInvocationOperation { TargetMethod: var method } })
        {
            return true;
        }

        bool mayHoldIt = !Spans.IsSpan(parameter.Type)
            || method.ReturnType.IsRefLikeType
            || method.ReturnsByRef
            || method.ReturnsByRefReadonly
            || (method.ContainingType.IsRefLikeType && !Spans.IsSpan(method.ContainingType))
            || method.Parameters.Any(other => other.RefKind is RefKind.Ref or RefKind.Out && other.Type.IsRefLikeType);
        return mayHoldIt && !(method is { ReturnsVoid: true, ContainingType.SpecialType: SpecialType.System_Array });
    }

    private static bool IsInFunction(IOperation use, ILoopOperation loop)
    {
        for (IOperation? part = use.Parent; part is not null && part != loop; part = part.Parent)
        {
            if (part is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return true;
            }
        }

        return false;
    }
}
