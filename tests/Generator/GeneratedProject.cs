using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AttnGen.Tests.Generator;

/// <summary>A project after the generator has run.</summary>
/// <param name="Result">What the generator did.</param>
/// <param name="Compilation">The project with the files it added, as analyzers and compiler see it.</param>
internal sealed record GeneratedProject(GeneratorRunResult Result, CSharpCompilation Compilation);
