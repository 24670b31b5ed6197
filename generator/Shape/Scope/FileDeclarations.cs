using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AttnGen.Generator.Shape.Scope;

/// <summary>What one file declares, read from its syntax alone, and once: the next compilation has the same tree unless the file was edited.</summary>
internal sealed class FileDeclarations
{
    private static readonly ConditionalWeakTable<SyntaxTree, FileDeclarations> Known = new();

    private FileDeclarations(CompilationUnitSyntax root)
    {
        SyntaxNode[] nodes = [.. root.DescendantNodes(static node =>
            node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)];
        UsingDirectiveSyntax[] usings = [.. nodes.OfType<UsingDirectiveSyntax>()];

        Usings = Declared("", nodes.Where(static node => node is UsingDirectiveSyntax or ExternAliasDirectiveSyntax));
        GlobalUsings = Declared("", usings.Where(static one => one.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword)));
        Aliases = [.. usings
            .Where(static one => one.Alias is not null)
            .Select(static one => (one.Alias!.Name.Identifier.ValueText, LastName(one.NamespaceOrType)))];
        Namespaces = [.. nodes
            .OfType<BaseNamespaceDeclarationSyntax>()
            .Select(static space => string.Join(".", Path(space)))
            .Distinct()];
        Types = [.. nodes
            .Where(static node => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
            .Select(static node => Declared(Name(node), [node]))];
        Annotated = [.. nodes
            .OfType<TypeDeclarationSyntax>()
            .Where(static type => type.AttributeLists.Count > 0 && KernelReader.IsClass(type))
            .Select(static type => new AnnotatedType(
                type.Span,
                [.. Path(type)],
                [.. type.AttributeLists.SelectMany(static list => list.Attributes).Select(static attribute => LastName(attribute.Name))]))];
    }

    /// <summary>The usings, global ones among them, and extern aliases.</summary>
    public Declaration Usings { get; }

    /// <summary>The usings that hold in every file.</summary>
    public Declaration GlobalUsings { get; }

    /// <summary>Each name that a using gives, and the name of what it stands for.</summary>
    public ImmutableArray<(string Alias, string Target)> Aliases { get; }

    /// <summary>The full names of the namespaces.</summary>
    public ImmutableArray<string> Namespaces { get; }

    /// <summary>The types, nested ones too.</summary>
    public ImmutableArray<Declaration> Types { get; }

    /// <summary>The classes with attributes.</summary>
    public ImmutableArray<AnnotatedType> Annotated { get; }

    /// <summary>The declarations of a file.</summary>
    public static FileDeclarations Of(SyntaxTree file, CancellationToken cancellation) =>
        Known.TryGetValue(file, out FileDeclarations known)
            ? known
            : Known.GetValue(file, tree => new FileDeclarations((CompilationUnitSyntax)tree.GetRoot(cancellation)));

    private static Declaration Declared(string name, IEnumerable<SyntaxNode> nodes)
    {
        Fingerprint text = default;
        ImmutableHashSet<string>.Builder mentioned = ImmutableHashSet.CreateBuilder<string>();
        foreach (SyntaxNode node in nodes)
        {
            text = Path(node).Aggregate(text, static (hash, part) => hash.WithWord(part));
            foreach (SyntaxToken token in node.DescendantTokens(child => child == node || !IsElsewhere(child)))
            {
                text = text.WithWord(token.Text);
                if (token.IsKind(SyntaxKind.IdentifierToken))
                {
                    mentioned.Add(token.ValueText);
                }
            }
        }

        return new Declaration(name, text, [.. mentioned]);
    }

    /// <summary>Whether a part of a declaration is no part of what others see: a body, or a declaration of its own.</summary>
    private static bool IsElsewhere(SyntaxNode part) =>
        part is BlockSyntax or ArrowExpressionClauseSyntax or BaseTypeDeclarationSyntax or DelegateDeclarationSyntax;

    /// <summary>The names of a declaration and of those around it, from the inside out.</summary>
    private static IEnumerable<string> Path(SyntaxNode node) => node.AncestorsAndSelf().SelectMany(static part => part switch
    {
        BaseNamespaceDeclarationSyntax space => Names(space.Name.DescendantTokens()).Reverse(),
        _ => Name(part) is { Length: > 0 } name ? [name] : Enumerable.Empty<string>(),
    });

    private static string Name(SyntaxNode node) => node switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
        DelegateDeclarationSyntax type => type.Identifier.ValueText,
        _ => "",
    };

    private static string LastName(TypeSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };

    private static IEnumerable<string> Names(IEnumerable<SyntaxToken> tokens) =>
        tokens.Where(static token => token.IsKind(SyntaxKind.IdentifierToken)).Select(static token => token.ValueText);
}
