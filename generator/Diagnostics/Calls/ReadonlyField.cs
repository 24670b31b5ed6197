using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AttnGen.Generator.Diagnostics.Calls;

/// <summary>What a readonly field is given where it is declared.</summary>
internal static class ReadonlyField
{
    /// <summary>
    /// The value of its initializer, or null where it has none, where a constructor may give it another one, and where it is declared in
    /// another file, which an analyzer would have to bind once more.
    /// </summary>
    public static IOperation? OnlyValue(IFieldReferenceOperation reference)
    {
        IFieldSymbol field = reference.Field.OriginalDefinition;
        return field.IsReadOnly
            && field.DeclaringSyntaxReferences.Length == 1
            && field.DeclaringSyntaxReferences[0].GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } value } declaration
            && declaration.SyntaxTree == reference.Syntax.SyntaxTree
            && !field.ContainingType.DeclaringSyntaxReferences.Any(type => IsWritten(field.Name, type.GetSyntax()))
                ? reference.SemanticModel?.GetOperation(value)
                : null;
    }

    // Only constructors and init accessors can: whatever looks like a write elsewhere is one to another variable of that name.
    private static bool IsWritten(string field, SyntaxNode type) =>
        type.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == field && IsWrite(Whole(name)));

    private static SyntaxNode Whole(ExpressionSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Name == name => Whole(access),
        ParenthesizedExpressionSyntax parenthesized => Whole(parenthesized),
        _ => name,
    };

    private static bool IsWrite(SyntaxNode variable) => variable.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == variable,
        ArgumentSyntax { Parent: TupleExpressionSyntax tuple } => IsWrite(tuple),
        ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None),
        PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax or RefExpressionSyntax => true,
        _ => false,
    };
}
