using System.Collections.Immutable;
using AttnGen.Generator.Shape;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AttnGen.Generator.Diagnostics;

/// <summary>Finds an argument of an [AttentionShape] in the source.</summary>
internal static class ArgumentLocation
{
    private static readonly ImmutableArray<string> Positions = [ShapeArguments.N, ShapeArguments.DModel, ShapeArguments.DK];

    /// <summary>
    /// The place of an argument, which may be written by its name (<c>n: 64</c>, <c>Heads = 4</c>) or, for the first three, by its
    /// position alone.
    /// </summary>
    public static Location Of(AttributeSyntax attribute, string argument)
    {
        SeparatedSyntaxList<AttributeArgumentSyntax> written = attribute.ArgumentList?.Arguments ?? default;
        AttributeArgumentSyntax? found = written.FirstOrDefault(one => Name(one) == argument)
            ?? written.Take(Positions.Length).FirstOrDefault(one => Name(one) is null && Positions[written.IndexOf(one)] == argument);
        return (found ?? (SyntaxNode)attribute).GetLocation();
    }

    private static string? Name(AttributeArgumentSyntax argument) =>
        argument.NameColon?.Name.Identifier.ValueText ?? argument.NameEquals?.Name.Identifier.ValueText;
}
