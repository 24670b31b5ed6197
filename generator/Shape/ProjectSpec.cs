using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AttnGen.Generator.Shape;

/// <summary>What a kernel depends on outside its class: as much of the compilation as enters the pipeline.</summary>
/// <param name="Language">The version of C# that the project is compiled as.</param>
internal sealed record ProjectSpec(LanguageVersion Language)
{
    /// <summary>The first C# with file-local types and static abstract members, which the generated code is written with.</summary>
    public const LanguageVersion OldestLanguage = LanguageVersion.CSharp11;

    /// <summary>Whether the project can compile the generated code.</summary>
    public bool CanCompileKernels => Language >= OldestLanguage;

    public static ProjectSpec Of(ParseOptions options) => new(((CSharpParseOptions)options).LanguageVersion);
}
