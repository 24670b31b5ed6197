using System.Collections.Immutable;
using AttnGen.Generator.Shape;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace AttnGen.Tests.Generator;

/// <summary>The walk over what the generator keeps must fail on models that keep too much, or its silence means nothing.</summary>
public sealed class ObjectGraphTests
{
    private static readonly CSharpCompilation Compilation = Compiler.Compile("class Encoder { }");

    private static readonly INamedTypeSymbol Symbol = Compilation.GetTypeByMetadataName("Encoder")!;

    [Fact]
    public void A_symbol_in_a_record_is_found() => Assert.Equal("BadModel.Symbol", ObjectGraph.FindBanned(new BadModel("Encoder", Symbol)));

    [Fact]
    public void A_node_deep_in_an_array_is_found()
    {
        SyntaxNode node = Symbol.DeclaringSyntaxReferences[0].GetSyntax(TestContext.Current.CancellationToken);
        var items = new EquatableArray<Item>([new Item(null), new Item(new object[] { "text", 1, node })]);

        Assert.Equal("ValueTuple`2.Item2._items.array[1].Held[2]", ObjectGraph.FindBanned((1, items)));
    }

    [Fact]
    public void A_location_a_tree_a_token_and_a_compilation_are_found()
    {
        SyntaxTree tree = Compilation.SyntaxTrees[0];
        SyntaxReference reference = Symbol.DeclaringSyntaxReferences[0];
        var declaration = (ClassDeclarationSyntax)reference.GetSyntax(TestContext.Current.CancellationToken);

        Assert.All(
            new object[] { tree, tree.Options, declaration.Identifier, declaration.GetLocation(), Compilation, reference },
            banned => Assert.Equal("Item.Held", ObjectGraph.FindBanned(new Item(banned))));
    }

    [Fact]
    public void A_model_that_holds_itself_is_walked_to_its_end()
    {
        var ring = new object[2];
        ring[0] = ring;
        Assert.Null(ObjectGraph.FindBanned(ring));

        ring[1] = Symbol;
        Assert.Equal("Object[][1]", ObjectGraph.FindBanned(ring));
    }

    private sealed record BadModel(string Name, INamedTypeSymbol Symbol);

    private sealed record Item(object? Held);
}
