using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AttnGen.Tests.Harness;

/// <summary>How a user's project might be set.</summary>
internal sealed record CompilerSettings
{
    /// <summary>The language version; the oldest that the generator supports is C# 11.</summary>
    public LanguageVersion Language { get; init; } = LanguageVersion.Latest;

    /// <summary>Whether the project is built for Release or Debug.</summary>
    public OptimizationLevel Optimization { get; init; } = OptimizationLevel.Release;

    /// <summary>Whether arithmetic is checked by default.</summary>
    public bool CheckOverflow { get; init; }

    /// <summary>Whether public members without documentation are warned about, as where a documentation file is written.</summary>
    public bool Documentation { get; init; } = true;

    /// <summary>Whether the project has the package AttnGen.Tensors, too.</summary>
    public bool Tensors { get; init; }

    /// <summary>A library, or a program with top-level statements.</summary>
    public OutputKind Output { get; init; } = OutputKind.DynamicallyLinkedLibrary;
}
