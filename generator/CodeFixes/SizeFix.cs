using System.Collections.Immutable;
using System.Composition;
using AttnGen.Generator.Diagnostics;
using AttnGen.Generator.Shape.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AttnGen.CodeFixes;

/// <summary>Rounds a size of a shape to the next smaller or larger one that would do.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SizeFix))]
[Shared]
public sealed class SizeFix : TreeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds =>
        [RuleIds.HeadsNotShared, RuleIds.WindowBelowMinusOne, RuleIds.RopeWithoutPairs];

    /// <inheritdoc/>
    protected override IEnumerable<Offer> Offers(SyntaxNode root, Diagnostic diagnostic) =>
        from key in (string[])[SizeProperties.Smaller, SizeProperties.Larger]
        where diagnostic.Properties.ContainsKey(key) && Argument(root, diagnostic) is not null
        select new Offer($"Change {diagnostic.Properties[SizeProperties.Argument]} to {diagnostic.Properties[key]}", key);

    /// <inheritdoc/>
    protected override SyntaxNode Mended(SyntaxNode root, ImmutableArray<Diagnostic> diagnostics, string key) => Numbers.Replaced(
        root,
        from diagnostic in diagnostics
        where diagnostic.Properties.ContainsKey(key)
        select (Argument(root, diagnostic)?.Expression, diagnostic.Properties[key]));

    private static AttributeArgumentSyntax? Argument(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindNode(diagnostic.Location.SourceSpan) as AttributeArgumentSyntax;
}
