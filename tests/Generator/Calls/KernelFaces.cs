using AttnGen.Generator.Emit;
using AttnGen.Generator.Plan;
using AttnGen.Generator.Shape;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AttnGen.Tests.Generator.Calls;

/// <summary>
/// Stands in for the writer of kernels: the user's type with every member that a kernel has, and no kernel behind them. To bind a call
/// takes no more, and to bind a kernel takes long.
/// </summary>
internal static class KernelFaces
{
    public static string Write(KernelTarget kernel)
    {
        SyntaxTree face = CSharpSyntaxTree.ParseText(Text(kernel));
        return new Emptied().Visit(face.GetRoot()).ToFullString();
    }

    /// <summary>The user's type as it is generated.</summary>
    public static string Text(KernelTarget kernel)
    {
        var code = new CodeWriter();
        code.Line("#nullable enable");
        FaceClass.Write(code, kernel.Type, kernel.Attention, [.. Tier.All.Select(tier => KernelPlanner.Plan(kernel.Attention, tier))]);
        return code.ToString();
    }

    private sealed class Emptied : CSharpSyntaxRewriter
    {
        private static readonly ArrowExpressionClauseSyntax s_throws =
            SyntaxFactory.ArrowExpressionClause(SyntaxFactory.ParseExpression(" throw null!"));

        private static readonly SyntaxToken s_semicolon = SyntaxFactory.Token(SyntaxKind.SemicolonToken);

        public override SyntaxNode VisitMethodDeclaration(MethodDeclarationSyntax node) =>
            node.WithBody(null).WithExpressionBody(s_throws).WithSemicolonToken(s_semicolon);

        public override SyntaxNode VisitConstructorDeclaration(ConstructorDeclarationSyntax node) =>
            node.WithBody(null).WithExpressionBody(s_throws).WithSemicolonToken(s_semicolon);

        public override SyntaxNode VisitPropertyDeclaration(PropertyDeclarationSyntax node) =>
            node.ExpressionBody is null ? node : node.WithExpressionBody(s_throws);
    }
}
