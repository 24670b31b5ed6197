using System.Collections.Immutable;
using AttnGen.Generator.Shape;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AttnGen.Generator.Diagnostics.Calls;

/// <summary>
/// Finds calls of a kernel with an operand whose length is known to the compiler and is not the shape's: each throws when it is reached.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OperandLengthAnalyzer : DiagnosticAnalyzer
{
    /// <summary>
    /// The property of a diagnostic that holds the right lengths, separated by commas; its additional location is where the wrong one is
    /// written.
    /// </summary>
    internal const string ExpectedLengths = nameof(ExpectedLengths);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [CallDescriptors.WrongLength];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(Analyze, OperationKind.Invocation);
    }

    private static void Analyze(OperationAnalysisContext context)
    {
        var invocation = (IInvocationOperation)context.Operation;
        if (KernelCall.Of(invocation) is not { } call)
        {
            return;
        }

        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            if (argument.ArgumentKind == ArgumentKind.Explicit
                && call.Operand(argument.Parameter) is { } operand
                && KnownLength.Of(argument.Value) is { } length
                && !operand.Takes(length.Value))
            {
                Report(context, call, argument, operand, length);
            }
        }
    }

    private static void Report(
        OperationAnalysisContext context, KernelCall call, IArgumentOperation argument, KernelOperand operand, KnownLength length)
    {
        string expected = string.Join(",", operand.Lengths.Select(one => Invariant.Text(one.Value)));
        context.ReportDiagnostic(Diagnostic.Create(
            CallDescriptors.WrongLength,
            argument.Value.Syntax.GetLocation(),
            length.Written is { } written ? [written.GetLocation()] : [],
            ImmutableDictionary<string, string?>.Empty.Add(ExpectedLengths, expected),
            operand.Name,
            call.Name,
            operand.Words,
            Invariant.Text(length.Value),
            operand.Values));
    }
}
