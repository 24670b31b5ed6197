using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using AttnGen.Generator.Diagnostics.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AttnGen.CodeFixes;

/// <summary>
/// Replaces a length that is written as a constant and is wrong, where it is written: a mask's by any of those that it may have.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LengthFix))]
[Shared]
public sealed class LengthFix : TreeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [CallDescriptors.WrongLength.Id];

    /// <inheritdoc/>
    protected override IEnumerable<Offer> Offers(SyntaxNode root, Diagnostic diagnostic) => Written(root, diagnostic) is null
        ? []
        : Lengths(diagnostic).Select((length, index) => new Offer($"Change the length to {length}", Key(index)));

    /// <inheritdoc/>
    protected override SyntaxNode Mended(SyntaxNode root, ImmutableArray<Diagnostic> diagnostics, string key) => Numbers.Replaced(
        root,
        from diagnostic in diagnostics
        let lengths = Lengths(diagnostic)
        from index in Enumerable.Range(0, lengths.Length)
        where Key(index) == key
        select (Written(root, diagnostic), lengths[index]));

    // One call may want a row and another all rows: what is the same of them is which of the lengths they want.
    private static string Key(int index) => "length " + index.ToString(CultureInfo.InvariantCulture);

    private static string[] Lengths(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(OperandLengthAnalyzer.ExpectedLengths, out string? lengths) && lengths is not null
            ? lengths.Split(',')
            : [];

    // It is in the same file: no other one is searched.
    private static ExpressionSyntax? Written(SyntaxNode root, Diagnostic diagnostic) =>
        diagnostic.AdditionalLocations.Count == 1
            ? root.FindNode(diagnostic.AdditionalLocations[0].SourceSpan, getInnermostNodeForTie: true) as ExpressionSyntax
            : null;
}
