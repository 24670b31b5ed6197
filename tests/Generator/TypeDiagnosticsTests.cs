using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace AttnGen.Tests.Generator;

/// <summary>What keeps a kernel from being added to a class is said at the class, or at the type around it that is in the way.</summary>
public sealed class TypeDiagnosticsTests
{
    private const string Attribute = "[AttentionShape(16, 8, 4)] ";

    [Theory]
    [InlineData("class")]
    [InlineData("record")]
    public Task A_type_that_is_not_partial_is_reported(string keyword) => Mistake.IsReportedAsync(
        Attribute + $"public sealed {keyword} [|Encoder|] {{ }}",
        "ATTN001",
        "'Encoder' has an [AttentionShape] but is not partial, so the kernel cannot be added to it. "
        + $"Declare it as 'partial {keyword} Encoder'.");

    [Theory]
    [InlineData("class")]
    [InlineData("struct")]
    [InlineData("ref struct")]
    [InlineData("record")]
    [InlineData("record struct")]
    [InlineData("interface")]
    public Task A_containing_type_that_is_not_partial_is_reported(string keyword) => Mistake.IsReportedAsync(
        $"public {keyword} [|Model|] {{ {Attribute}public sealed partial class Encoder {{ }} }}",
        "ATTN002",
        "'Model' contains the kernel 'Encoder' but is not partial, so the kernel cannot be added to it. "
        + $"Declare it as 'partial {keyword.Replace("ref ", "", StringComparison.Ordinal)} Model'.");

    [Fact]
    public Task Only_the_containing_type_that_is_not_partial_is_reported() => Mistake.IsReportedAsync(
        $"partial class A<T> {{ interface [|B|] {{ partial struct C {{ {Attribute}sealed partial class Encoder {{ }} }} }} }}",
        "ATTN002",
        "'B' contains the kernel 'Encoder' but is not partial, so the kernel cannot be added to it. Declare it as 'partial interface B'.");

    [Theory]
    [InlineData("static partial class [|Encoder|]", "it is static, and a kernel is an instance that holds its weights. Remove 'static'")]
    [InlineData("abstract partial class [|Encoder|]", "it is abstract, and Create must make an instance of it. Remove 'abstract'")]
    [InlineData("file partial class [|Encoder|]", "it is file-local, and the kernel is generated into another file. Remove 'file'")]
    public Task A_class_that_cannot_become_a_kernel_is_reported(string declaration, string why) => Mistake.IsReportedAsync(
        Attribute + declaration + " { }", "ATTN008", $"'Encoder' cannot become a kernel: {why}.");

    [Fact]
    public Task A_class_in_a_file_local_type_is_reported() => Mistake.IsReportedAsync(
        $"file partial class Model {{ {Attribute}public partial class [|Encoder|] {{ }} }}",
        "ATTN008",
        "'Encoder' cannot become a kernel: 'Model' around it is file-local, and the kernel is generated into another file. Remove 'file'.");

    [Fact]
    public Task A_kernel_that_derives_from_a_kernel_is_reported() => Mistake.IsReportedAsync(
        Attribute + "public partial class Short { } public class Middle : Short { "
        + "public Middle(AttentionWeights weights) : base(weights) { } } "
        + Attribute + "public partial class [|Long|] : Middle { }",
        "ATTN008",
        "'Long' cannot become a kernel: it derives from the kernel 'Short', whose members it would hide. "
        + "Hold that kernel in a field instead.",
        otherKernels: 1);

    [Theory]
    [InlineData(LanguageVersion.CSharp10, "10.0")]
    [InlineData(LanguageVersion.CSharp7_3, "7.3")]
    public Task A_language_before_11_is_reported(LanguageVersion language, string text) => Mistake.IsReportedAsync(
        Attribute + "partial class [|Encoder|] { }",
        "ATTN009",
        $"The kernel of 'Encoder' needs C# 11.0, but the project is compiled as C# {text}. "
        + "Remove LangVersion from the project, or raise it.",
        language: language);

    [Fact]
    public async Task Language_11_is_enough_for_all_that_is_generated()
    {
        const string source = Attribute + "partial class Encoder { }";
        await Mistake.IsAbsentAsync(source, language: LanguageVersion.CSharp11);

        GeneratedProject generated = Compiler.Generate(Compiler.Compile(LanguageVersion.CSharp11, "using AttnGen; " + source));
        Assert.Single(generated.Result.GeneratedSources);
        Assert.DoesNotContain(
            generated.Compilation.GetDiagnostics(TestContext.Current.CancellationToken),
            diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
    }

    [Theory]
    [InlineData("public partial class Encoder { }")]
    [InlineData("internal sealed partial class Encoder<T> where T : struct { }")]
    [InlineData("public sealed partial record Encoder;")]
    [InlineData("public partial record class Encoder { public string Name { get; init; } = \"\"; }")]
    [InlineData("public partial class Encoder : IDisposable { public void Dispose() { } }")]
    [InlineData("public partial class Encoder : IAttentionKernel<Encoder>;")]
    public Task Other_classes_become_kernels(string declaration) => Mistake.IsAbsentAsync(Attribute + declaration);

    [Fact]
    public async Task A_user_s_own_declarations_in_several_files_are_one_class()
    {
        CSharpCompilation compilation = Compiler.Compile(
            "using AttnGen; [AttentionShape(0, 8, 4)] partial class Encoder { }", "partial class Encoder { public int Answer => 42; }");

        Assert.Equal("ATTN003", Assert.Single(await Compiler.AnalyzeAsync(compilation)).Id);
    }
}
