using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace AttnGen.Tests.Generator.Calls;

/// <summary>A library with kernels, compiled.</summary>
internal sealed class CSharpReference(string source)
{
    /// <summary>What a project that references it sees.</summary>
    public MetadataReference Image { get; } = Emit(source);

    private static PortableExecutableReference Emit(string source)
    {
        CSharpCompilation compilation = Compiler.Generate(Compiler.Compile(source), KernelFaces.Write).Compilation.WithAssemblyName("Library");
        using var image = new MemoryStream();
        Assert.True(compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        image.Position = 0;
        return MetadataReference.CreateFromStream(image);
    }
}
