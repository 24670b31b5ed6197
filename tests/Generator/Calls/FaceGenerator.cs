using AttnGen.Generator;
using Microsoft.CodeAnalysis;

namespace AttnGen.Tests.Generator.Calls;

/// <summary>The generator with <see cref="KernelFaces"/> for a writer, as a test of analyzers creates it.</summary>
internal sealed class FaceGenerator : IIncrementalGenerator
{
    private readonly AttentionGenerator _generator = new(KernelFaces.Write);

    public void Initialize(IncrementalGeneratorInitializationContext context) => _generator.Initialize(context);
}
