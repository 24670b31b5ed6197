using System.Collections.Immutable;
using AttnGen.Generator.Shape;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AttnGen.Generator.Diagnostics.Calls;

/// <summary>
/// Finds an <c>ArgumentException</c> of a kernel that is caught and forgotten: the output then holds what it held before. A comment in the
/// empty block says that it is meant.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DiscardedRefusalAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [CallDescriptors.DiscardedRefusal];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(Analyze, OperationKind.Try);
    }

    private static void Analyze(OperationAnalysisContext context)
    {
        var attempt = (ITryOperation)context.Operation;
        if (Catching(attempt) is { } handler && IsEmpty(handler) && FirstRefusal(attempt.Body) is { } refusing)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                CallDescriptors.DiscardedRefusal,
                ((CatchClauseSyntax)handler.Syntax).CatchKeyword.GetLocation(),
                refusing,
                handler.ExceptionType.SpecialType == SpecialType.System_Object ? nameof(Exception) : handler.ExceptionType.Name));
        }
    }

    /// <summary>The first handler that takes every <c>ArgumentException</c>; one with a filter may not.</summary>
    private static ICatchClauseOperation? Catching(ITryOperation attempt) =>
        attempt.Catches.FirstOrDefault(handler => handler.Filter is null && TakesArgumentExceptions(handler.ExceptionType));

    // A handler without a type takes every object.
    private static bool TakesArgumentExceptions(ITypeSymbol type) => type is
    {
        Name: nameof(Object) or nameof(Exception) or nameof(SystemException) or nameof(ArgumentException),
        ContainingNamespace: { Name: nameof(System), ContainingNamespace.IsGlobalNamespace: true },
    };

    private static bool IsEmpty(ICatchClauseOperation handler) =>
        handler is { Handler.Operations.IsEmpty: true, Syntax: CatchClauseSyntax syntax }
        && !syntax.Block.DescendantTrivia().Any(trivia =>
            trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia));

    /// <summary>
    /// The first thing that runs in a block and that a kernel may refuse. What is in a lambda runs elsewhere, and what another handler
    /// takes does not get here.
    /// </summary>
    private static string? FirstRefusal(IOperation operation) => operation switch
    {
        IAnonymousFunctionOperation or ILocalFunctionOperation => null,
        ITryOperation inner when Catching(inner) is not null => FirstRefusal([.. inner.Catches, .. inner.Finally is { } last ? [last] : Array.Empty<IOperation>()]),
        IInvocationOperation invocation when Refusing(invocation) is { } name => name,
        IObjectCreationOperation { Type: INamedTypeSymbol type } when WellKnown.IsKernel(type) => type.Name,
        _ => FirstRefusal(operation.ChildOperations),
    };

    private static string? FirstRefusal(IEnumerable<IOperation> operations) =>
        operations.Select(FirstRefusal).FirstOrDefault(found => found is not null);

    private static string? Refusing(IInvocationOperation invocation)
    {
        INamedTypeSymbol type = invocation.TargetMethod.ContainingType;
        return KernelCall.Of(invocation)?.Name
            ?? (WellKnown.IsKernelInterface(type) || (invocation.TargetMethod.Name == "Create" && WellKnown.IsKernel(type))
                ? type.Name + "." + invocation.TargetMethod.Name
                : null);
    }
}
