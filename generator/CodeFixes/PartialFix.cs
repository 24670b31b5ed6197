using System.Collections.Immutable;
using System.Composition;
using AttnGen.Generator.Shape.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AttnGen.CodeFixes;

/// <summary>Makes a type partial, with those around it: one that is not would be the next mistake.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PartialFix))]
[Shared]
public sealed class PartialFix : TreeFix
{
    private const string Key = "partial";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [RuleIds.NotPartial, RuleIds.ContainingTypeNotPartial];

    /// <inheritdoc/>
    protected override IEnumerable<Offer> Offers(SyntaxNode root, Diagnostic diagnostic)
    {
        string[] names = [.. Whole(root, diagnostic).Select(type => $"'{type.Identifier.ValueText}'")];
        return names.Length == 0 ? [] : [new Offer($"Make {string.Join(" and ", names)} partial", Key)];
    }

    /// <inheritdoc/>
    protected override SyntaxNode Mended(SyntaxNode root, ImmutableArray<Diagnostic> diagnostics, string key) => root.ReplaceNodes(
        diagnostics.SelectMany(diagnostic => Whole(root, diagnostic)).Distinct(), (_, type) => Partial(type));

    /// <summary>The type at a mistake and those around it, as far as they are not partial, from the inside out.</summary>
    private static IEnumerable<TypeDeclarationSyntax> Whole(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindNode(diagnostic.Location.SourceSpan).AncestorsAndSelf().OfType<TypeDeclarationSyntax>()
            .Where(type => !type.Modifiers.Any(SyntaxKind.PartialKeyword));

    // It stands directly before the keyword. What stands before that, a line break for one, then goes before it.
    private static TypeDeclarationSyntax Partial(TypeDeclarationSyntax type)
    {
        SyntaxToken partial = SyntaxFactory.Token(type.Keyword.LeadingTrivia, SyntaxKind.PartialKeyword, SyntaxFactory.TriviaList(SyntaxFactory.Space));
        return type.WithKeyword(type.Keyword.WithLeadingTrivia()).AddModifiers(partial);
    }
}
