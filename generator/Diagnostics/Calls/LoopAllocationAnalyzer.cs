using System.Collections.Immutable;
using AttnGen.Generator.Shape;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AttnGen.Generator.Diagnostics.Calls;

/// <summary>
/// Finds arrays of known size that a loop allocates on every turn for a kernel alone. An array that goes anywhere else may be kept there,
/// and is left in peace.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LoopAllocationAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [CallDescriptors.LoopAllocation];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(Analyze, OperationKind.ArrayCreation);
    }

    private static void Analyze(OperationAnalysisContext context)
    {
        var creation = (IArrayCreationOperation)context.Operation;
        if (creation is { Initializer: null, DimensionSizes.Length: 1 }
            && creation.Type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Single or SpecialType.System_Boolean }
            && RepeatingLoop.Around(creation) is { } loop
            && OperandOf(creation, loop) is var (operand, call)
            && KnownNumber.Of(creation.DimensionSizes[0]) is not null)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                CallDescriptors.LoopAllocation, creation.Syntax.GetLocation(), operand.Name, call.Name));
        }
    }

    private static (KernelOperand Operand, KernelCall Call)? OperandOf(IArrayCreationOperation creation, ILoopOperation loop) =>
        BufferUse.View(creation).Parent switch
        {
            IArgumentOperation argument => OperandOf(argument),
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => OperandOf(local, loop),
            _ => null,
        };

    /// <summary>The operand that a local is for, where nothing is done with it that could keep it beyond the turn.</summary>
    private static (KernelOperand Operand, KernelCall Call)? OperandOf(ILocalSymbol local, ILoopOperation loop)
    {
        (KernelOperand, KernelCall)? found = null;
        foreach (ILocalReferenceOperation use in LocalUses.All(loop, local))
        {
            if (!BufferUse.IsOver(use, loop))
            {
                return null;
            }

            found ??= BufferUse.View(use).Parent is IArgumentOperation argument ? OperandOf(argument) : null;
        }

        return found;
    }

    private static (KernelOperand Operand, KernelCall Call)? OperandOf(IArgumentOperation argument) =>
        argument.Parent is IInvocationOperation invocation
        && KernelCall.Of(invocation) is { } call
        && call.Operand(argument.Parameter) is { } operand
            ? (operand, call)
            : null;
}
