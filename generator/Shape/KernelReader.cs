using AttnGen.Generator.Shape.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AttnGen.Generator.Shape;

/// <summary>From an annotated class to the kernel to generate for it.</summary>
internal static class KernelReader
{
    /// <summary>Whether a node is a class or a record class; the attribute goes on nothing else.</summary>
    public static bool IsClass(SyntaxNode node) =>
        node is ClassDeclarationSyntax || node.IsKind(SyntaxKind.RecordDeclaration);

    /// <summary>
    /// The kernel that a declaration asks for, or null where it asks for none, or the class or its shape breaks a rule. The analyzer
    /// asks the same rules and says which.
    /// </summary>
    public static KernelTarget? Read(SyntaxNode declaration, Compilation compilation, CancellationToken cancellation)
    {
        if (compilation.GetSemanticModel(declaration.SyntaxTree).GetDeclaredSymbol(declaration, cancellation) is not INamedTypeSymbol type
            || KernelCandidate.Of(type, cancellation) is not { } candidate
            || candidate.Declaration != declaration
            || !SpecRules.Check(candidate.Request).IsEmpty
            || ModifierRules.Check(candidate, compilation).Any()
            || TypeRules.Check(candidate, compilation).Any())
        {
            return null;
        }

        cancellation.ThrowIfCancellationRequested();
        return new KernelTarget(TypeReader.Read(candidate.Type), candidate.Request.ToSpec());
    }
}
