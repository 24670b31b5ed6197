using System.Collections.Immutable;

namespace AttnGen.Generator.Shape.Scope;

/// <summary>A declaration as far as others can depend on it.</summary>
internal sealed class Declaration(string name, Fingerprint text, ImmutableArray<string> mentioned)
{
    /// <summary>The name of the type; empty for a file's usings.</summary>
    public string Name { get; } = name;

    /// <summary>What it says, outside of the bodies of its members and of the types in it, and where it stands.</summary>
    public Fingerprint Text { get; } = text;

    /// <summary>Every name in that text.</summary>
    public ImmutableArray<string> Mentioned { get; } = mentioned;
}
