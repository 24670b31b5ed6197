using AttnGen.Generator.Shape.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AttnGen.Generator.Shape;

/// <summary>From an annotated class to the kernel to generate for it.</summary>
internal static class KernelReader
{
    /// <summary>Whether a node is a class or a record class; the attribute goes on nothing else.</summary>
    public static bool IsClass(SyntaxNode node, CancellationToken cancellation) =>
        node is ClassDeclarationSyntax || node.IsKind(SyntaxKind.RecordDeclaration);

    /// <summary>The kernel, or null where the class or its shape breaks a rule. The analyzer asks the same rules and says which.</summary>
    public static KernelTarget? Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (KernelCandidate.Of((INamedTypeSymbol)context.TargetSymbol, cancellation) is not { } candidate
            || !SpecRules.Check(candidate.Request).IsEmpty
            || ModifierRules.Check(candidate, context.SemanticModel.Compilation).Any()
            || TypeRules.Check(candidate, context.SemanticModel.Compilation).Any())
        {
            return null;
        }

        cancellation.ThrowIfCancellationRequested();
        return new KernelTarget(TypeReader.Read(candidate.Type), candidate.Request.ToSpec());
    }
}
