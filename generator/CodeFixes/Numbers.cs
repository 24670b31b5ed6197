using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AttnGen.CodeFixes;

/// <summary>Numbers in the source.</summary>
internal static class Numbers
{
    /// <summary>A tree with other numbers in it. Where one place is to hold two, the first of them stays.</summary>
    public static SyntaxNode Replaced(SyntaxNode root, IEnumerable<(ExpressionSyntax? Place, string? Number)> numbers)
    {
        var places = new Dictionary<SyntaxNode, string>();
        foreach ((ExpressionSyntax? place, string? number) in numbers)
        {
            if (place is not null && number is not null && !places.ContainsKey(place))
            {
                places.Add(place, number);
            }
        }

        return root.ReplaceNodes(places.Keys, (place, _) => SyntaxFactory.ParseExpression(places[place]).WithTriviaFrom(place));
    }
}
