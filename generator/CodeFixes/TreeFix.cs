using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AttnGen.CodeFixes;

/// <summary>Mends mistakes inside the file that has them, one or all of them at once.</summary>
public abstract class TreeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(
        async (context, document, diagnostics) => context.CodeActionEquivalenceKey is { } key
            ? await MendAsync(document, diagnostics, key, context.CancellationToken).ConfigureAwait(false)
            : document);

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
        {
            return;
        }

        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            foreach (Offer offer in Offers(root, diagnostic))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        offer.Title,
                        cancellation => MendAsync(context.Document, [diagnostic], offer.Key, cancellation),
                        offer.Key),
                    diagnostic);
            }
        }
    }

    /// <summary>What can be done about a mistake.</summary>
    protected abstract IEnumerable<Offer> Offers(SyntaxNode root, Diagnostic diagnostic);

    /// <summary>The file without these mistakes, as far as the offer is made for them.</summary>
    protected abstract SyntaxNode Mended(SyntaxNode root, ImmutableArray<Diagnostic> diagnostics, string key);

    private async Task<Document> MendAsync(
        Document document, ImmutableArray<Diagnostic> diagnostics, string key, CancellationToken cancellation) =>
        await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is { } root
            ? document.WithSyntaxRoot(Mended(root, diagnostics, key))
            : document;
}
